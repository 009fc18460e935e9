import { everything } from '../../shared/kernel/page.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { dueOf } from '../../shared/kernel/waiting.ts';
import { checkPayoutQueue } from '../../shared/settlement/messages.ts';
import { payoutsPerRun } from '../../shared/settlement/policy.ts';
import { waitingPayoutList, waitingPayouts } from '../../shared/settlement/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has every payout checked that has had no news for half an hour, each by a job of its own.',
  every: 'hour',
  touches: [waitingPayoutList, checkPayoutQueue],
  timeout: 300_000,
}, async ({ now }) => {
  const due = await Promise.all(
    waitingPayouts.partitions().map((one) => dueOf(everything(waitingPayoutList, one), now, payoutsPerRun)),
  );
  await checkPayoutQueue(due.flat().map(({ payoutId }) => ({ key: `${payoutId}@${now}`, message: { payoutId } })));
});
