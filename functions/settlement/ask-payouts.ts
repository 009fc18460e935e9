import { after } from '../../shared/kernel/clock.ts';
import { everything } from '../../shared/kernel/page.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { checkPayoutQueue } from '../../shared/settlement/messages.ts';
import { askPayoutAfter } from '../../shared/settlement/policy.ts';
import { payoutList, payoutsIn } from '../../shared/settlement/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has every payout checked that has had no news for half an hour, each by a job of its own.',
  every: 'hour',
  touches: [payoutList, checkPayoutQueue],
  timeout: 300_000,
}, async ({ now }) => {
  const waiting = await Promise.all(
    (['requested', 'sent'] as const).map((state) => Array.fromAsync(everything(payoutList, payoutsIn(state)))),
  );
  const overdue = waiting.flat().filter(({ requestedAt }) => requestedAt <= after(now, -askPayoutAfter));
  await checkPayoutQueue(overdue.map(({ payoutId }) => ({ key: `${payoutId}@${now}`, message: { payoutId } })));
});
