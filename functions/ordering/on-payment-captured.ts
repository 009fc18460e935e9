import { after } from '../../shared/kernel/clock.ts';
import { due } from '../../shared/kernel/due.ts';
import { subscriber } from '../../shared/kernel/subscriber.ts';
import { orderPaid } from '../../shared/ordering/events.ts';
import { pay } from '../../shared/ordering/order.ts';
import { acceptanceWindow, processingLimit } from '../../shared/ordering/policy.ts';
import { orders } from '../../shared/ordering/store.ts';
import { paymentCaptured } from '../../shared/payments/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Hands all orders of a payment to their merchants, whose clock starts.',
  on: paymentCaptured,
  touches: [orders.need, orders.save, due.set],
  emits: [orderPaid],
}, async ({ event, commit }) => {
  const paidAt = event.occurredAt;
  const checkout = await Promise.all(event.data.orders.map(({ orderId }) => orders.need(orderId)));
  return commit({
    writes: checkout.flatMap((order) => [
      orders.save(pay(order, paidAt)),
      due.set(after(paidAt, processingLimit), 'ordering/flag-overdue-order', {
        orderId: order.id,
        stage: 'processing',
      }),
      due.set(after(paidAt, acceptanceWindow), 'ordering/cancel-unaccepted-order', { orderId: order.id }),
    ]),
  });
});
