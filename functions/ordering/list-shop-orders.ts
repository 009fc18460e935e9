import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../shared/kernel/store/page.ts';
import { OrderPage, orderSummary } from '../../shared/ordering/order-view.ts';
import { OrderState } from '../../shared/ordering/order.ts';
import { merchantOrders, orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the shop's orders in one state: those with priority first, then those that have waited longest.",
    route: 'GET /v1/orders',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ state: OrderState, ...pageInput }),
    answer: { 200: OrderPage },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [orders.ofMerchant],
  },
  async ({ input: { state, ...page }, caller }) => {
    const found = await orders.ofMerchant(merchantOrders(await shopOf(caller), state), page);
    return { ...found, items: found.items.map(orderSummary) };
  },
);
