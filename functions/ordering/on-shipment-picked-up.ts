import { letGo } from '../../shared/inventory/public.ts';
import { after } from '../../shared/kernel/values/clock.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { shipmentPickedUp } from '../../shared/logistics/events.ts';
import { orderShipped } from '../../shared/ordering/events.ts';
import { leavingStock, ship } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = subscriber({
  summary: 'Moves an order on when the carrier has picked it up; its units leave the stock.',
  on: shipmentPickedUp,
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [orders.need, orderTimes.versions, orders.save, letGo, due.set],
  emits: [orderShipped],
}, async ({ event: { data: { orderId, shipmentId }, occurredAt }, now, commit }) => {
  const [order, timesOf] = await Promise.all([orders.need(orderId), orderTimes.versions()]);
  const change = ship(order, shipmentId, occurredAt);
  const { flagUndeliveredAfter } = timesOf(order.timesVersion);
  const goods = await letGo(order, leavingStock(change), now);
  return commit({
    writes: [
      orders.save(change),
      goods,
      due.set(after(occurredAt, flagUndeliveredAfter), 'ordering/flag-overdue-order', { orderId, stage: 'delivery' }),
    ],
  });
});
