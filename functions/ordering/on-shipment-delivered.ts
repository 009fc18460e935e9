import { letGo } from '../../shared/inventory/public.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { shipmentDelivered } from '../../shared/logistics/events.ts';
import { orderDelivered, orderSaidDelivered, orderShipped } from '../../shared/ordering/events.ts';
import { deliver, leavingStock, sayDelivered } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = subscriber({
  summary: 'Moves an order on when the carrier has delivered it; receipt will confirm itself if the buyer does not.',
  on: shipmentDelivered,
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [orders.need, orderTimes.versions, orders.save, letGo, due.set],
  emits: [orderDelivered, orderShipped, orderSaidDelivered],
}, async ({ event: { data: { orderId, shipmentId, by }, occurredAt }, now, commit }) => {
  const [order, timesOf] = await Promise.all([orders.need(orderId), orderTimes.versions()]);
  const times = timesOf(order.timesVersion);
  const change = by === 'shop'
    ? sayDelivered(order, shipmentId, times, occurredAt)
    : deliver(order, shipmentId, times, occurredAt);
  const goods = await letGo(order, leavingStock(change), now);
  return commit({
    writes: [
      orders.save(change),
      goods,
      due.set(change.after.confirmsAt!, 'ordering/confirm-delivered-order', { orderId }),
    ],
  });
});
