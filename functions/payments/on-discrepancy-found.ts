import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { lookUpPayment, lookUpRefund } from '../../shared/payments/checks.ts';
import { paymentOf } from '../../shared/payments/payment.ts';
import { RefundId } from '../../shared/payments/refunds/refund.ts';
import { discrepancyFound } from '../../shared/settlement/events.ts';

export const { contract, handler } = subscriber({
  summary: "Has a payment or a refund looked up about which the provider's statement and the ledger disagree.",
  on: discrepancyFound,
  touches: [lookUpPayment, lookUpRefund],
}, async ({ event: { id, data: { reference } } }) => {
  const paymentId = paymentOf(reference);
  const { data: refundId } = RefundId.safeParse(reference);
  if (paymentId) await lookUpPayment([{ key: `${paymentId}@${id}`, message: { paymentId } }]);
  if (refundId) await lookUpRefund([{ key: `${refundId}@${id}`, message: { refundId } }]);
});
