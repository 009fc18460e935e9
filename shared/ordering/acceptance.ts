import { together } from '../kernel/doors/access.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Write } from '../kernel/store/commit.ts';
import { due } from '../kernel/store/due.ts';
import { shipmentDueAt } from './dispatch-times.ts';
import type { Order } from './order.ts';
import type { OrderTimes } from './rulebooks.ts';
import { orders } from './store.ts';

/** Saves that an order was accepted, with what allocates its goods, and the deadline until which they have to leave. */
export const saveAccepted = Object.assign(
  (change: Change<Order>, goods: readonly Write[], times: OrderTimes): Write[] => [
    ...orders.save(change),
    ...goods,
    ...due.set(shipmentDueAt(change.after, times), 'ordering/flag-overdue-order', {
      orderId: change.after.id,
      stage: 'shipment',
    }),
  ],
  together('order.saveAccepted', orders.save, due.set),
);
