import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { Total } from '../../../shared/kernel/values/money.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { orders, soldBy } from '../../../shared/ordering/public.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { refundOrder } from '../../../shared/payments/refunds/refunding.ts';
import { movingBack, movingTells, payments, writesOf } from '../../../shared/payments/store.ts';
import { ShareView, shareView } from '../../../shared/payments/views.ts';

export const { contract, handler } = endpoint({
  summary: "Gives a buyer back a part or all of what was paid for one of the shop's orders, until it is completed.",
  route: 'POST /v1/orders/{orderId}/refunds',
  audience: 'merchant',
  callers: ['merchant'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({
    orderId: id('order'),
    amount: Total.extend({ amount: Total.shape.amount.min(1) }),
    note: prose(500),
  }),
  answer: { 202: ShareView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'refund-too-large', 'currency-mixed'],
  touches: [orders.need, payments.need, movingBack],
  emits: movingTells,
}, async ({ input, caller, now, newId, commit }) => {
  const { id: orderId, paymentId } = soldBy(await orders.need(input.orderId), await shopOf(caller));
  const { amount, note } = input;
  const payment = await payments.need(paymentId);
  const move = refundOrder(payment, provider.name, { orderId, amount, note, by: 'shop' }, { now, newId });
  return commit({ writes: writesOf(move), answer: shareView(move.payment.after, orderId) });
});
