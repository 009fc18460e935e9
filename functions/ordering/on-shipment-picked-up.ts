import { letGo } from '../../shared/inventory/public.ts';
import { after } from '../../shared/kernel/values/clock.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { shipmentPickedUp } from '../../shared/logistics/events.ts';
import { orderPartShipped, orderShipped } from '../../shared/ordering/events.ts';
import { shipPart } from '../../shared/ordering/order-parts.ts';
import { leavingStock, ship } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = subscriber({
  summary: 'Moves an order on when the carrier has picked it up, or the last part of it; its units leave the stock.',
  on: shipmentPickedUp,
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [orders.need, orderTimes.versions, orders.save, letGo, due.set],
  emits: [orderShipped, orderPartShipped],
}, async ({ event: { data: { orderId, shipmentId, lines }, occurredAt }, now, commit }) => {
  const [order, timesOf] = await Promise.all([orders.need(orderId), orderTimes.versions()]);
  const change = lines
    ? shipPart(order, { shipmentId, lines }, occurredAt)
    : ship(order, shipmentId, occurredAt);
  const { flagUndeliveredAfter } = timesOf(order.timesVersion);
  const goods = await letGo(order, { shipmentId, lines: leavingStock(change) }, now);
  return commit({
    writes: [
      orders.save(change),
      goods,
      due.set(after(occurredAt, flagUndeliveredAfter), 'ordering/flag-overdue-order', { orderId, stage: 'delivery' }),
    ],
  });
});
