import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { PaymentId } from '../../shared/payments/payment.ts';
import { collectedBy, payments, refunds, refundsOf } from '../../shared/payments/store.ts';
import { paymentView, PaymentView, RefundView } from '../../shared/payments/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows finance a payment with its latest refunds.',
  route: 'GET /v1/payments/{paymentId}',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ paymentId: PaymentId }),
  answer: { 200: PaymentView.extend({ refunds: z.array(RefundView) }) },
  problems: ['not-found'],
  touches: [payments.need, collectedBy, refunds.ofPayment],
}, async ({ input: { paymentId } }) => {
  const [payment, { items }] = await Promise.all([
    payments.need(paymentId),
    refunds.ofPayment(refundsOf(paymentId), { limit: 100, newestFirst: true }),
  ]);
  return {
    ...paymentView(payment, await collectedBy(payment)),
    refunds: items.map(({ id: refundId, ...refund }) => ({ refundId, ...refund })),
  };
});
