import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { shipmentReturned } from '../../shared/logistics/events.ts';
import { orderCancelled } from '../../shared/ordering/events.ts';
import { takeBack } from '../../shared/ordering/order.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = subscriber(
  {
    summary: 'Cancels an order whose parcel has come back to the shop; the buyer gets the money back.',
    on: shipmentReturned,
    final: ['illegal-step'],
    touches: [orders.need, orders.saveCancelled],
    emits: [orderCancelled],
  },
  async ({ event: { data, occurredAt }, commit }) =>
    commit({ writes: [orders.saveCancelled(takeBack(await orders.need(data.orderId), occurredAt))] }),
);
