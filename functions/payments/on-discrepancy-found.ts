import { subscriber } from '../../shared/kernel/subscriber.ts';
import { lookUpPayment } from '../../shared/payments/checks.ts';
import { paymentOf } from '../../shared/payments/payment.ts';
import { discrepancyFound } from '../../shared/settlement/events.ts';

/** `extra`: money has come in of which we know nothing. `different`: perhaps some has come in besides what we know. */
export const { contract, handler } = subscriber({
  summary: 'Has a payment looked up of which the provider has received more than we know.',
  on: discrepancyFound,
  touches: [lookUpPayment],
}, async ({ event: { id, data } }) => {
  const paymentId = paymentOf(data.reference);
  if (!paymentId || data.kind === 'missing') return;
  await lookUpPayment([{ key: `${paymentId}@${id}`, message: { paymentId } }]);
});
