import { letGo } from '../../shared/inventory/public.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { shipmentDelivered } from '../../shared/logistics/events.ts';
import { orderDelivered, orderPartDelivered, orderSaidDelivered, orderShipped } from '../../shared/ordering/events.ts';
import { deliverPart } from '../../shared/ordering/order-parts.ts';
import { deliver, leavingStock, sayDelivered } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = subscriber({
  summary:
    'Moves an order on when the carrier has delivered it, or the last part of it; receipt will confirm itself if the buyer does not.',
  on: shipmentDelivered,
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [orders.need, orderTimes.versions, orders.save, letGo, due.set],
  emits: [orderDelivered, orderShipped, orderSaidDelivered, orderPartDelivered],
}, async ({ event: { data: { orderId, shipmentId, lines, by = 'carrier' }, occurredAt }, now, commit }) => {
  const [order, timesOf] = await Promise.all([orders.need(orderId), orderTimes.versions()]);
  const times = timesOf(order.timesVersion);
  const change = lines
    ? deliverPart(order, { shipmentId, lines }, by, times, occurredAt)
    : (by === 'shop' ? sayDelivered : deliver)(order, shipmentId, times, occurredAt);
  const { confirmsAt } = change.after;
  const goods = await letGo(order, { shipmentId, lines: leavingStock(change) }, now);
  return commit({
    writes: [
      orders.save(change),
      goods,
      ...(confirmsAt && confirmsAt !== order.confirmsAt
        ? [due.set(confirmsAt, 'ordering/confirm-delivered-order', { orderId })]
        : []),
    ],
  });
});
