import { after } from '../../shared/kernel/clock.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { provider } from '../../shared/payments/public.ts';
import { payoutFailed, payoutPaid, payoutReturned } from '../../shared/settlement/events.ts';
import { follow } from '../../shared/settlement/payout.ts';
import { askPayoutAfter } from '../../shared/settlement/policy.ts';
import { payoutList, payouts, payoutsIn } from '../../shared/settlement/store.ts';

export const { contract, handler } = schedule({
  summary: 'Asks the provider about payouts without news: the oldest hundred of each kind.',
  every: 'hour',
  touches: [payoutList, payouts.need, payouts.save, ledger.post, provider.findPayout, provider.payout],
  emits: [payoutPaid, payoutFailed, payoutReturned],
  timeout: 300_000,
}, async ({ now, commit }) => {
  const waiting = await Promise.all(
    (['requested', 'sent'] as const).map((state) => payoutList(payoutsIn(state), { limit: 100 })),
  );
  for (const { payoutId, requestedAt } of waiting.flatMap(({ items }) => items)) {
    if (after(requestedAt, askPayoutAfter) > now) continue;
    const payout = await payouts.need(payoutId);
    const report = await provider.findPayout(payoutId)
      ?? await provider.payout({ reference: payoutId, amount: payout.amount, account: payout.account });
    const move = follow(payout, report, now);
    if (move) await commit({ writes: [payouts.save(move.change), ledger.post(...move.entries)] });
  }
});
