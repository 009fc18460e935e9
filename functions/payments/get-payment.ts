import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { mustBelongTo, PaymentId } from '../../shared/payments/payment.ts';
import { collectedBy, payments } from '../../shared/payments/store.ts';
import { paymentView, PaymentView } from '../../shared/payments/views.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the buyer's payments: how to pay it, and what has arrived and gone back.",
  route: 'GET /v1/payments/{paymentId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ paymentId: PaymentId }),
  answer: { 200: PaymentView },
  problems: ['not-found'],
  touches: [payments.need, collectedBy],
}, async ({ input, caller }) => {
  const payment = await payments.need(input.paymentId);
  mustBelongTo(payment, caller.accountId);
  return paymentView(payment, await collectedBy(payment));
});
