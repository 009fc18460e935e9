import { datesThrough } from '../../shared/kernel/values/calendar.ts';
import { after, type Instant } from '../../shared/kernel/values/clock.ts';
import { due } from '../../shared/kernel/store/due.ts';
import type { MerchantId } from '../../shared/kernel/values/ids.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';
import { closingDelay, ledger } from '../../shared/ledger/public.ts';
import { merchants, paidTo } from '../../shared/merchants/public.ts';
import { partOf, settleMerchantQueue } from '../../shared/settlement/messages.ts';
import { advanceTo, startRun } from '../../shared/settlement/run.ts';
import { progress, runMerchants, runs, settleable, shopsToSettle } from '../../shared/settlement/store.ts';

/** Also starts the runs of days on which none was started, so that each day has its files. */
export const { contract, handler } = schedule({
  summary:
    'Starts the settlement of the day: a job for each merchant with released earnings whose payouts nothing holds.',
  every: 'day',
  at: '02:00',
  touches: [
    runs.get,
    runs.need,
    runs.save,
    runMerchants.of,
    runMerchants.record,
    progress.get,
    progress.save,
    ledger.begun,
    shopsToSettle,
    merchants.get,
    due.set,
    settleMerchantQueue,
  ],
  timeout: 300_000,
  memory: 1024,
}, async ({ now, calendar, commit }) => {
  const today = calendar.dateOf(now);
  let mark = await progress.get('exported');
  for (const date of datesThrough(calendar.dateOf(mark?.upTo ?? await ledger.begun() ?? now), today)) {
    if (await runs.get(date)) continue;
    const shops = date === today ? await payable(now) : [];
    const ledgerTo = calendar.endOf(date);
    const ledgerFrom = mark?.upTo ?? calendar.startOf(date);
    const next = advanceTo('exported', mark, ledgerTo);
    await commit({
      writes: [
        runs.save(startRun({ date, merchants: shops.length, ledgerFrom, ledgerTo }, now)),
        runMerchants.record(date, shops),
        progress.save(next),
        due.set(after(ledgerTo, closingDelay), 'settlement/export-settlement', { date }),
      ],
    });
    mark = next.after;
  }
  const shops = await runMerchants.of(await runs.need(today));
  await settleMerchantQueue(shops.map((merchantId) => partOf(merchantId, today, 1)));
});

/** The merchants that have something to be paid out, and whose payouts nothing holds. */
const payable = async (now: Instant) => {
  const ids = new Set<MerchantId>();
  await Promise.all(
    settleable.partitions().map(async (one) => {
      for await (const merchantId of shopsToSettle(one)) ids.add(merchantId);
    }),
  );
  const shops = await Promise.all([...ids].map((merchantId) => merchants.get(merchantId)));
  return shops.filter((shop) => shop && paidTo(shop, now)).map((shop) => shop!.id);
};
