import { letGo } from '../../shared/inventory/public.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { shipmentLost } from '../../shared/logistics/events.ts';
import {
  orderCancelled,
  orderDelivered,
  orderPartReturned,
  orderSaidDelivered,
  orderShipped,
} from '../../shared/ordering/events.ts';
import { takePartBack } from '../../shared/ordering/order-parts.ts';
import { leavingStock, lose } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';
import { movingBack, movingTells, payments, provider, refundPart, writesOf } from '../../shared/payments/public.ts';

export const { contract, handler } = subscriber({
  summary:
    'Cancels an order whose parcel is lost; of a part, what its units cost goes back. The buyer gets the money, and nothing comes into stock.',
  on: shipmentLost,
  final: ['illegal-step'],
  touches: [
    orders.need,
    orderTimes.versions,
    orders.saveCancelled,
    orderStages.count,
    payments.need,
    movingBack,
    letGo,
    due.set,
  ],
  emits: [orderCancelled, orderPartReturned, orderShipped, orderDelivered, orderSaidDelivered, ...movingTells],
}, async ({ event: { data: { orderId, shipmentId, lines }, occurredAt }, now, newId, calendar, commit }) => {
  const order = await orders.need(orderId);
  if (!lines) {
    const change = lose(order, occurredAt);
    return commit({
      writes: [orders.saveCancelled(change), orderStages.count([change.after], calendar.dateOf(now))],
    });
  }
  const [payment, timesOf] = await Promise.all([payments.need(order.paymentId), orderTimes.versions()]);
  const { change, amount } = takePartBack(order, { shipmentId, lines }, timesOf(order.timesVersion), occurredAt);
  if (change.after.state === 'cancelled') {
    return commit({
      writes: [orders.saveCancelled(change), orderStages.count([change.after], calendar.dateOf(now))],
    });
  }
  const { confirmsAt } = change.after;
  return commit({
    writes: [
      orders.save(change),
      ...writesOf(refundPart(payment, provider.name, { orderId, amount }, { now, newId })),
      // What nobody has told the pick-up of has left all the same.
      await letGo(order, { shipmentId, lines: leavingStock(change) }, now),
      ...(confirmsAt && confirmsAt !== order.confirmsAt
        ? [due.set(confirmsAt, 'ordering/confirm-delivered-order', { orderId })]
        : []),
    ],
  });
});
