import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { OrderId } from '../../shared/ordering/events.ts';
import { orderView, ShopOrderView } from '../../shared/ordering/order-view.ts';
import { soldBy } from '../../shared/ordering/order.ts';
import { pictureLinks } from '../../shared/ordering/option-pictures.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the shop's orders with its review, its timeline and what the platform takes.",
  route: 'GET /v1/orders/{orderId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ orderId: OrderId }),
  answer: { 200: ShopOrderView },
  problems: ['no-shop', 'not-found'],
  touches: [orders.need, orders.history, pictureLinks],
}, async ({ input: { orderId }, caller }) => {
  const [order, history] = await Promise.all([orders.need(orderId), orders.history(orderId)]);
  const own = soldBy(order, await shopOf(caller));
  return orderView(own, history, await pictureLinks(own));
});
