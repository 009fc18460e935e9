import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../shared/kernel/store/page.ts';
import { orderSummary, OwnOrderPage } from '../../shared/ordering/order-view.ts';
import { buyerOrders, orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the buyer's orders, newest first.",
  route: 'GET /v1/orders',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject(pageInput),
  answer: { 200: OwnOrderPage },
  problems: ['invalid-cursor'],
  touches: [orders.ofBuyer],
}, async ({ input, caller }) => {
  const page = await orders.ofBuyer(buyerOrders(caller.accountId), { ...input, newestFirst: true });
  return { ...page, items: page.items.map(orderSummary) };
});
