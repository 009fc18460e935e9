import { goodsCameBack, letGo, takeBackGoods } from '../../shared/inventory/public.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { shipmentReturned } from '../../shared/logistics/events.ts';
import {
  orderCancelled,
  orderDelivered,
  orderPartReturned,
  orderSaidDelivered,
  orderShipped,
} from '../../shared/ordering/events.ts';
import { takePartBack, unitsOf } from '../../shared/ordering/order-parts.ts';
import { leavingStock, takeBack } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';
import { movingBack, movingTells, payments, provider, refundPart, writesOf } from '../../shared/payments/public.ts';

export const { contract, handler } = subscriber({
  summary:
    'Cancels an order whose parcel has come back to the shop; of a part, what its units cost goes back. The buyer gets the money.',
  on: shipmentReturned,
  final: ['illegal-step'],
  touches: [
    orders.need,
    orderTimes.versions,
    orders.saveCancelled,
    orderStages.count,
    payments.need,
    movingBack,
    letGo,
    goodsCameBack,
    takeBackGoods,
    due.set,
  ],
  emits: [orderCancelled, orderPartReturned, orderShipped, orderDelivered, orderSaidDelivered, ...movingTells],
}, async ({ event: { data: { orderId, shipmentId, lines }, occurredAt }, now, newId, calendar, commit }) => {
  const order = await orders.need(orderId);
  if (!lines) {
    const change = takeBack(order, occurredAt);
    const back = order.shippedAt ? await takeBackGoods(order, undefined, now) : [];
    const counted = orderStages.count([change.after], calendar.dateOf(now));
    return commit({ writes: [orders.saveCancelled(change), counted, back] });
  }
  const [payment, timesOf] = await Promise.all([payments.need(order.paymentId), orderTimes.versions()]);
  const { change, amount } = takePartBack(order, { shipmentId, lines }, timesOf(order.timesVersion), occurredAt);
  const leaving = leavingStock(change);
  const back = leaving.length > 0
    ? []
    : await takeBackGoods({ ...order, lines: unitsOf(order, lines) }, shipmentId, now);
  if (change.after.state === 'cancelled') {
    const counted = orderStages.count([change.after], calendar.dateOf(now));
    return commit({ writes: [orders.saveCancelled(change), counted, back] });
  }
  const { confirmsAt } = change.after;
  return commit({
    writes: [
      orders.save(change),
      ...writesOf(refundPart(payment, provider.name, { orderId, amount }, { now, newId })),
      back,
      // What nobody has told the pick-up of has left and come back.
      await letGo(order, { shipmentId, lines: leaving, cameBack: true }, now),
      ...(confirmsAt && confirmsAt !== order.confirmsAt
        ? [due.set(confirmsAt, 'ordering/confirm-delivered-order', { orderId })]
        : []),
    ],
  });
});
