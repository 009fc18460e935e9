import { after, dateOf, type Instant } from '../../shared/kernel/clock.ts';
import { due } from '../../shared/kernel/due.ts';
import type { MerchantId } from '../../shared/kernel/ids.ts';
import { everything } from '../../shared/kernel/page.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { merchants } from '../../shared/merchants/public.ts';
import { partOf, settleMerchantQueue } from '../../shared/settlement/messages.ts';
import { exportAfter } from '../../shared/settlement/policy.ts';
import { advanceTo, startRun } from '../../shared/settlement/run.ts';
import { progress, runMerchants, runs, settleable, settleableList } from '../../shared/settlement/store.ts';

const beginning = '2020-01-01T00:00:00.000Z' as Instant;

export const { contract, handler } = schedule({
  summary:
    'Starts the settlement of the day: a job for each merchant with released earnings and a verified payout account.',
  every: 'day',
  at: '02:00',
  touches: [
    runs.get,
    runs.save,
    runMerchants.of,
    runMerchants.record,
    progress.get,
    progress.save,
    settleableList,
    merchants.get,
    due.set,
    settleMerchantQueue,
  ],
  timeout: 300_000,
  memory: 1024,
}, async ({ now, commit }) => {
  const date = dateOf(now);
  const [earlier, exported] = await Promise.all([runs.get(date), progress.get('exported')]);
  const shops = earlier ? await runMerchants.of(earlier) : await payable();
  if (!earlier) {
    const run = startRun(date, shops.length, exported?.upTo ?? beginning, now);
    await commit({
      writes: [
        runs.save(run),
        runMerchants.record(date, shops),
        progress.save(advanceTo('exported', exported, run.after.ledgerTo)),
        due.set(after(now, exportAfter), 'settlement/export-settlement', { date, attempt: 1 }),
      ],
    });
  }
  await settleMerchantQueue(shops.map((merchantId) => partOf(merchantId, date, 1)));
});

/** The merchants that have something to be paid out, and somewhere to pay it to. */
const payable = async () => {
  const ids = new Set<MerchantId>();
  await Promise.all(
    settleable.partitions().map(async (one) => {
      for await (const { merchantId } of everything(settleableList, one)) ids.add(merchantId);
    }),
  );
  const shops = await Promise.all([...ids].map((merchantId) => merchants.get(merchantId)));
  return shops.filter((shop) => shop?.payoutAccount?.verified).map((shop) => shop!.id);
};
