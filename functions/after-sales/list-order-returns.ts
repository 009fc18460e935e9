import * as z from 'zod';
import { orderReturns, returns } from '../../shared/after-sales/store.ts';
import { ReturnPage } from '../../shared/after-sales/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { pageInput } from '../../shared/kernel/store/page.ts';
import { boughtBy, orders } from '../../shared/ordering/public.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the returns of one of the buyer's orders, oldest first.",
  route: 'GET /v1/orders/{orderId}/returns',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ orderId: id('order'), ...pageInput }),
  answer: { 200: ReturnPage },
  problems: ['not-found', 'invalid-cursor'],
  touches: [orders.need, returns.ofOrder],
}, async ({ input: { orderId, ...page }, caller }) => {
  boughtBy(await orders.need(orderId), caller.accountId);
  return returns.ofOrder(orderReturns(orderId), page);
});
