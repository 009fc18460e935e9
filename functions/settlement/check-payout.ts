import { job } from '../../shared/kernel/job.ts';
import { ifAnswered } from '../../shared/kernel/outside.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { provider, pursuePayout } from '../../shared/payments/public.ts';
import { payoutFailed, payoutPaid, payoutReturned } from '../../shared/settlement/events.ts';
import { CheckPayout } from '../../shared/settlement/messages.ts';
import { follow } from '../../shared/settlement/payout.ts';
import { payouts } from '../../shared/settlement/store.ts';

export const { contract, handler } = job({
  summary: 'Asks the provider what became of a payout that waits.',
  message: CheckPayout,
  touches: [payouts.need, payouts.save, ledger.post, provider.payout, provider.findPayout],
  emits: [payoutPaid, payoutFailed, payoutReturned],
  timeout: 20_000,
}, async ({ message: { payoutId }, now, commit }) => {
  const payout = await payouts.need(payoutId);
  if (payout.state !== 'requested' && payout.state !== 'sent') return;
  const report = await ifAnswered(pursuePayout(payout, now));
  const move = report && follow(payout, report, now);
  if (move) await commit({ writes: [payouts.save(move.change), ledger.post(...move.entries)] });
});
