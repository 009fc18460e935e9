import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { orderCancelled, OrderId } from '../../shared/ordering/events.ts';
import { StepView, stepView } from '../../shared/ordering/order-view.ts';
import { boughtBy, cancelWith } from '../../shared/ordering/order.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';
import { paymentExpired } from '../../shared/payments/events.ts';
import { expirePayment, payments } from '../../shared/payments/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Cancels an order before shipment, and before the shop has begun to make what is made to order. What is paid is refunded; an unpaid checkout goes with all its orders.',
  route: 'POST /v1/orders/{orderId}/cancel',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ orderId: OrderId }),
  answer: { 200: z.object({ cancelled: z.array(StepView) }) },
  problems: ['not-found', 'illegal-step', 'production-begun'],
  touches: [orders.need, orders.saveCancelled, orderStages.count, payments.need, payments.save],
  emits: [orderCancelled, paymentExpired],
}, async ({ input, caller, now, calendar, commit }) => {
  const order = boughtBy(await orders.need(input.orderId), caller.accountId);
  const payment = await payments.need(order.paymentId);
  const checkout = await Promise.all(payment.orders.map(({ orderId }) => orders.need(orderId)));
  const cancelled = cancelWith(order, checkout, now);
  return commit({
    writes: [
      ...cancelled.map((change) => orders.saveCancelled(change)),
      orderStages.count(cancelled.map(({ after }) => after), calendar.dateOf(now)),
      order.paidAt ? [] : payments.save(expirePayment(payment, now)),
    ],
    answer: { cancelled: cancelled.map(({ after }) => stepView(after)) },
  });
});
