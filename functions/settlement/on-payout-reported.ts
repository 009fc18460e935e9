import { subscriber } from '../../shared/kernel/subscriber.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { payoutReported } from '../../shared/payments/events.ts';
import { payoutFailed, payoutPaid, payoutReturned } from '../../shared/settlement/events.ts';
import { follow } from '../../shared/settlement/payout.ts';
import { payouts } from '../../shared/settlement/store.ts';

export const { contract, handler } = subscriber({
  summary: 'Follows what the provider tells of a payout.',
  on: payoutReported,
  touches: [payouts.need, payouts.save, ledger.post],
  emits: [payoutPaid, payoutFailed, payoutReturned],
}, async ({ event: { data }, now, commit }) => {
  const payout = await payouts.need(data.reference);
  const move = follow(payout, data, now);
  if (move) await commit({ writes: [payouts.save(move.change), ledger.post(...move.entries)] });
});
