import { takeBackGoods } from '../../shared/inventory/public.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { shipmentReturned } from '../../shared/logistics/events.ts';
import { orderCancelled } from '../../shared/ordering/events.ts';
import { takeBack } from '../../shared/ordering/order.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = subscriber(
  {
    summary: 'Cancels an order whose parcel has come back to the shop; the buyer gets the money back.',
    on: shipmentReturned,
    final: ['illegal-step'],
    touches: [orders.need, orders.saveCancelled, orderStages.count, takeBackGoods],
    emits: [orderCancelled],
  },
  async ({ event: { data, occurredAt }, now, calendar, commit }) => {
    const order = await orders.need(data.orderId);
    const change = takeBack(order, occurredAt);
    const back = order.shippedAt ? await takeBackGoods(order, now) : [];
    const counted = orderStages.count([change.after], calendar.dateOf(now));
    return commit({ writes: [orders.saveCancelled(change), counted, back] });
  },
);
