import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { OrderId } from '../../shared/ordering/events.ts';
import { OrderView, orderView } from '../../shared/ordering/order-view.ts';
import { boughtBy } from '../../shared/ordering/order.ts';
import { pictureLinks } from '../../shared/ordering/option-pictures.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the buyer's orders with its timeline.",
  route: 'GET /v1/orders/{orderId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ orderId: OrderId }),
  answer: { 200: OrderView },
  problems: ['not-found'],
  touches: [orders.need, orders.history, pictureLinks],
}, async ({ input: { orderId }, caller }) => {
  const [order, history] = await Promise.all([orders.need(orderId), orders.history(orderId)]);
  const own = boughtBy(order, caller.accountId);
  return orderView(own, history, await pictureLinks(own));
});
