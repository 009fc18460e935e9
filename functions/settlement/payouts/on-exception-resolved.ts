import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { ledger } from '../../../shared/ledger/public.ts';
import { paymentExceptionResolved } from '../../../shared/payments/events.ts';
import { settleMerchantClaim } from '../../../shared/settlement/payouts/follow.ts';
import { payouts } from '../../../shared/settlement/store.ts';

export const { contract, handler } = subscriber({
  summary:
    'Takes the claim on a merchant who was paid twice off the books, once he has paid it back or the platform bears it.',
  on: paymentExceptionResolved,
  touches: [payouts.need, payouts.save, ledger.post],
}, async ({ event: { data: { payoutId, resolution } }, now, commit }) => {
  if (!payoutId) return;
  const settled = settleMerchantClaim(await payouts.need(payoutId), resolution, now);
  if (settled) await commit({ writes: [payouts.save(settled.change), ledger.post(settled.entry)] });
});
