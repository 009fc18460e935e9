import { datesThrough } from '../../shared/kernel/values/calendar.ts';
import { after, type Instant } from '../../shared/kernel/values/clock.ts';
import { due } from '../../shared/kernel/store/due.ts';
import type { MerchantId } from '../../shared/kernel/values/ids.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';
import { closingDelay, heldIn, ledger } from '../../shared/ledger/public.ts';
import { money } from '../../shared/kernel/values/money.ts';
import { merchants, paidTo, type Merchant } from '../../shared/merchants/public.ts';
import { partOf, settleMerchantQueue } from '../../shared/settlement/messages.ts';
import { payoutSchedule, type PayoutSchedule } from '../../shared/settlement/rulebooks.ts';
import { advanceTo, isWorthPaying, leastIn, pays, startRun } from '../../shared/settlement/run.ts';
import { progress, runMerchants, runs, settleable, shopsToSettle } from '../../shared/settlement/store.ts';

/** Also starts the runs of days on which none was started, so that each day has its files. */
export const { contract, handler } = schedule({
  summary:
    'Starts the settlement of the day, when it is a day on which shops are paid: a job for each merchant whose payouts '
    + 'nothing holds, with released earnings that are enough for a payout.',
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
    ledger.held,
    shopsToSettle,
    merchants.get,
    payoutSchedule.current,
    due.set,
    settleMerchantQueue,
  ],
  timeout: 300_000,
  memory: 1024,
}, async ({ now, calendar, commit }) => {
  const today = calendar.dateOf(now);
  let mark = await progress.get('exported');
  const schedule = await payoutSchedule.current(now);
  const started: string[] = [];
  for (const date of datesThrough(calendar.dateOf(mark?.upTo ?? await ledger.begun() ?? now), today)) {
    if (await runs.get(date)) continue;
    started.push(date);
    const shops = date === today && pays(started, schedule) ? await payable(schedule, now) : [];
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

/** The merchants that have enough to be paid out, and whose payouts nothing holds. */
const payable = async (schedule: PayoutSchedule, now: Instant): Promise<MerchantId[]> => {
  const released = new Map<MerchantId, Instant>();
  await Promise.all(
    settleable.partitions().map(async (one) => {
      for await (const { merchantId, since } of shopsToSettle(one)) {
        const known = released.get(merchantId);
        if (!known || since < known) released.set(merchantId, since);
      }
    }),
  );
  const shops = await Promise.all(
    [...released].map(async ([merchantId, since]) => {
      const shop = await merchants.get(merchantId);
      return shop && paidTo(shop, now) && await hasEnough(shop, since, schedule, now) ? [merchantId] : [];
    }),
  );
  return shops.flat();
};

/** Balances are read only where there is a least amount. */
const hasEnough = async ({ id, currency }: Merchant, since: Instant, schedule: PayoutSchedule, now: Instant) => {
  if (leastIn(schedule, currency) === 0) return true;
  const held = await ledger.held(id, currency);
  const amount = money(heldIn(held, 'merchant-released') - heldIn(held, 'merchant-debt'), currency);
  return isWorthPaying(amount, since, schedule, now);
};
