import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { orderPaymentDeclined } from '../../shared/ordering/events.ts';
import { declinePayment } from '../../shared/ordering/order.ts';
import { orders } from '../../shared/ordering/store.ts';
import { paymentDeclined } from '../../shared/payments/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Notes a declined payment on the timeline of its orders, which can still be paid until their deadline.',
  on: paymentDeclined,
  final: ['illegal-step'],
  touches: [orders.need, orders.save],
  emits: [orderPaymentDeclined],
}, async ({ event, commit }) => {
  const checkout = await Promise.all(event.data.orders.map(({ orderId }) => orders.need(orderId)));
  return commit({ writes: checkout.map((order) => orders.save(declinePayment(order, event.occurredAt))) });
});
