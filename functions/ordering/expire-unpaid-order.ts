import * as z from 'zod';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { orderCancelled } from '../../shared/ordering/events.ts';
import { expire } from '../../shared/ordering/order.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';
import { paymentExpired } from '../../shared/payments/events.ts';
import { expirePayment, PaymentId, payments } from '../../shared/payments/public.ts';

export const { contract, handler } = deadline({
  summary: 'Cancels all orders of a checkout that nobody has paid in time, and gives their stock back.',
  payload: z.strictObject({ paymentId: PaymentId }),
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [payments.need, payments.save, orders.need, orders.saveCancelled, orderStages.count],
  emits: [paymentExpired, orderCancelled],
}, async ({ payload, now, calendar, commit }) => {
  const payment = await payments.need(payload.paymentId);
  const expired = expirePayment(payment, now);
  const checkout = await Promise.all(payment.orders.map(({ orderId }) => orders.need(orderId)));
  const cancelled = checkout.map((order) => expire(order, now));
  return commit({
    writes: [
      payments.save(expired),
      ...cancelled.map((change) => orders.saveCancelled(change)),
      orderStages.count(cancelled.map(({ after }) => after), calendar.dateOf(now)),
    ],
  });
});
