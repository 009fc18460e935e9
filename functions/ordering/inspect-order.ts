import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { OrderId } from '../../shared/ordering/events.ts';
import { orderView, ShopOrderView } from '../../shared/ordering/order-view.ts';
import { pictureLinks } from '../../shared/ordering/option-pictures.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows the staff an order with its review, its timeline and what the platform takes.',
  route: 'GET /v1/orders/{orderId}',
  audience: 'operator',
  callers: ['support', 'operator', 'finance', 'admin'],
  audited: true,
  input: z.strictObject({ orderId: OrderId }),
  answer: { 200: ShopOrderView },
  problems: ['not-found'],
  touches: [orders.need, orders.history, pictureLinks],
}, async ({ input: { orderId } }) => {
  const [order, history] = await Promise.all([orders.need(orderId), orders.history(orderId)]);
  return orderView(order, history, await pictureLinks(order));
});
