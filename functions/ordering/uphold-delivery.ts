import * as z from 'zod';
import { due } from '../../shared/kernel/store/due.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { deliveryUpheld, OrderId } from '../../shared/ordering/events.ts';
import { StepView, stepView } from '../../shared/ordering/order-view.ts';
import { upholdDelivery } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orders } from '../../shared/ordering/store.ts';

/** The other way to end it is to close the order, and the buyer gets the money back. */
export const { contract, handler } = endpoint({
  summary: 'Believes a shop whose buyer denies the delivery, with the reason; the wait for the buyer begins anew.',
  route: 'POST /v1/orders/{orderId}/uphold-delivery',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    orderId: OrderId,
    reason: prose(500).meta({ description: 'Buyer and shop can read it' }),
  }),
  answer: { 200: StepView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [orders.need, orderTimes.versions, orders.save, due.set],
  emits: [deliveryUpheld],
}, async ({ input: { orderId, reason }, now, commit }) => {
  const [order, timesOf] = await Promise.all([orders.need(orderId), orderTimes.versions()]);
  const change = upholdDelivery(order, reason, timesOf(order.timesVersion), now);
  return commit({
    writes: [
      orders.save(change),
      due.set(change.after.confirmsAt!, 'ordering/confirm-delivered-order', { orderId }),
    ],
    answer: stepView(change.after),
  });
});
