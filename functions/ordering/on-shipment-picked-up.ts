import { stock } from '../../shared/inventory/public.ts';
import { after } from '../../shared/kernel/clock.ts';
import { due } from '../../shared/kernel/due.ts';
import { subscriber } from '../../shared/kernel/subscriber.ts';
import { shipmentPickedUp } from '../../shared/logistics/events.ts';
import { orderShipped } from '../../shared/ordering/events.ts';
import { leavingStock, ship } from '../../shared/ordering/order.ts';
import { deliveryLimit } from '../../shared/ordering/policy.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = subscriber({
  summary: 'Moves an order on when the carrier has picked it up; its units leave the stock.',
  on: shipmentPickedUp,
  touches: [orders.need, orders.save, stock.ship, due.set],
  emits: [orderShipped],
}, async ({ event: { data: { orderId, shipmentId }, occurredAt }, now, commit }) => {
  const change = ship(await orders.need(orderId), shipmentId, occurredAt);
  return commit({
    writes: [
      orders.save(change),
      stock.ship(leavingStock(change), { reference: orderId, at: now }),
      due.set(after(occurredAt, deliveryLimit), 'ordering/flag-overdue-order', { orderId, stage: 'delivery' }),
    ],
  });
});
