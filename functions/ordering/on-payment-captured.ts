import { after } from '../../shared/kernel/values/clock.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { orderPaid } from '../../shared/ordering/events.ts';
import { pay } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orders } from '../../shared/ordering/store.ts';
import { paymentCaptured } from '../../shared/payments/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Hands all orders of a payment to their merchants, whose clock starts.',
  on: paymentCaptured,
  // Its buyer has cancelled it meanwhile: the money goes back by itself.
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [orders.need, orderTimes.versions, orders.save, due.set],
  emits: [orderPaid],
}, async ({ event, commit }) => {
  const paidAt = event.occurredAt;
  const [timesOf, ...checkout] = await Promise.all([
    orderTimes.versions(),
    ...event.data.orders.map(({ orderId }) => orders.need(orderId)),
  ]);
  return commit({
    writes: checkout.flatMap((order) => {
      const { flagUnacceptedAfter, acceptWithin } = timesOf(order.timesVersion);
      return [
        orders.save(pay(order, paidAt)),
        due.set(after(paidAt, flagUnacceptedAfter), 'ordering/flag-overdue-order', {
          orderId: order.id,
          stage: 'processing',
        }),
        due.set(after(paidAt, acceptWithin), 'ordering/cancel-unaccepted-order', { orderId: order.id }),
      ];
    }),
  });
});
