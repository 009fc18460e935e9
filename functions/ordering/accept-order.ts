import * as z from 'zod';
import { allocateGoods } from '../../shared/inventory/public.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { saveAccepted } from '../../shared/ordering/acceptance.ts';
import { orderAccepted, OrderId } from '../../shared/ordering/events.ts';
import { StepView, stepView } from '../../shared/ordering/order-view.ts';
import { accept, soldBy } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Accepts a paid order after its review (items, quantity, amount, address); the buyer is told and a carrier is booked.',
  route: 'POST /v1/orders/{orderId}/accept',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ orderId: OrderId }),
  answer: { 200: StepView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [orders.need, orderTimes.versions, allocateGoods, saveAccepted],
  emits: [orderAccepted],
}, async ({ input: { orderId }, caller, now, commit }) => {
  const [order, timesOf, shopId] = await Promise.all([orders.need(orderId), orderTimes.versions(), shopOf(caller)]);
  const change = accept(soldBy(order, shopId), now);
  const goods = await allocateGoods(change.after, now);
  return commit({
    writes: [saveAccepted(change, goods, timesOf(order.timesVersion))],
    answer: stepView(change.after),
  });
});
