import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { Total } from '../../../shared/kernel/values/money.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { PaymentId } from '../../../shared/payments/payment.ts';
import { refundOrder } from '../../../shared/payments/refunds/refunding.ts';
import { collectedBy, movingBack, movingTells, payments, writesOf } from '../../../shared/payments/store.ts';
import { paymentView, PaymentView } from '../../../shared/payments/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Gives back all or a part of what was paid for an order, while the platform holds it.',
  route: 'POST /v1/payments/{paymentId}/refunds',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({
    paymentId: PaymentId,
    orderId: id('order'),
    amount: Total.extend({ amount: Total.shape.amount.min(1) }),
    note: prose(500),
  }),
  answer: { 202: PaymentView },
  problems: ['not-found', 'illegal-step', 'refund-too-large', 'currency-mixed'],
  touches: [payments.need, collectedBy, movingBack],
  emits: movingTells,
}, async ({ input: { paymentId, ...order }, now, newId, commit }) => {
  const payment = await payments.need(paymentId);
  const move = refundOrder(payment, provider.name, order, { now, newId });
  return commit({ writes: writesOf(move), answer: paymentView(move.payment.after, await collectedBy(payment)) });
});
