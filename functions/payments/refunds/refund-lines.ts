import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { orders, refundLines, soldBy } from '../../../shared/ordering/public.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { refundOrder } from '../../../shared/payments/refunds/refunding.ts';
import { movingBack, movingTells, payments, writesOf } from '../../../shared/payments/store.ts';
import { ShareView, shareView } from '../../../shared/payments/views.ts';

/** Of a unit its share of the line's freight goes back as well: a line that is given back whole comes to what it cost. */
export const { contract, handler } = endpoint({
  summary: 'Gives a buyer back what some units of an order cost, goods and freight to the cent, until it is completed.',
  route: 'POST /v1/orders/{orderId}/line-refunds',
  audience: 'merchant',
  callers: ['merchant'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({
    orderId: id('order'),
    lines: z.array(z.strictObject({ lineId: id('orderLine'), quantity: z.int().min(1).max(999) })).min(1).max(24),
    note: prose(500),
  }),
  answer: { 202: ShareView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'refund-too-large'],
  touches: [orders.need, orders.save, payments.need, movingBack],
  emits: movingTells,
}, async ({ input: { orderId, lines, note }, caller, now, newId, commit }) => {
  const order = soldBy(await orders.need(orderId), await shopOf(caller));
  const payment = await payments.need(order.paymentId);
  const { change, amount } = refundLines(order, lines);
  const move = refundOrder(payment, provider.name, { orderId, amount, note, by: 'shop' }, { now, newId });
  return commit({ writes: [orders.save(change), ...writesOf(move)], answer: shareView(move.payment.after, orderId) });
});
