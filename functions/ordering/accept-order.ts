import * as z from 'zod';
import { allocateGoods } from '../../shared/inventory/public.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { orderAccepted, OrderId } from '../../shared/ordering/events.ts';
import { StepView, stepView } from '../../shared/ordering/order-view.ts';
import { accept, soldBy } from '../../shared/ordering/order.ts';
import { shipmentDueAt } from '../../shared/ordering/dispatch-times.ts';
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
  touches: [orders.need, orderTimes.versions, orders.save, allocateGoods, due.set],
  emits: [orderAccepted],
}, async ({ input: { orderId }, caller, now, commit }) => {
  const [order, timesOf, shopId] = await Promise.all([orders.need(orderId), orderTimes.versions(), shopOf(caller)]);
  const change = accept(soldBy(order, shopId), now);
  const goods = await allocateGoods(change.after, now);
  return commit({
    writes: [
      orders.save(change),
      goods,
      due.set(shipmentDueAt(change.after, timesOf(order.timesVersion)), 'ordering/flag-overdue-order', {
        orderId,
        stage: 'shipment',
      }),
    ],
    answer: stepView(change.after),
  });
});
