import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { deliveryDenied, OrderId } from '../../shared/ordering/events.ts';
import { StepView, stepView } from '../../shared/ordering/order-view.ts';
import { boughtBy, denyDelivery } from '../../shared/ordering/order.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Says that what the shop has delivered by itself has not arrived; a person decides.',
  route: 'POST /v1/orders/{orderId}/denial',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ orderId: OrderId, note: prose(500) }),
  answer: { 200: StepView },
  problems: ['not-found', 'illegal-step'],
  touches: [orders.need, orders.save],
  emits: [deliveryDenied],
}, async ({ input: { orderId, note }, caller, now, commit }) => {
  const change = denyDelivery(boughtBy(await orders.need(orderId), caller.accountId), note, now);
  return commit({ writes: [orders.save(change)], answer: stepView(change.after) });
});
