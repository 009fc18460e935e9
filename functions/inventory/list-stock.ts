import * as z from 'zod';
import { StockView } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the stock of the shop's own SKUs.",
  route: 'GET /v1/stock',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(StockView) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [stock.ofMerchant, stock.need],
}, async ({ input, caller }) => {
  const merchantId = await shopOf(caller);
  const { items, cursor } = await stock.ofMerchant(merchantId, input);
  return { items: await Promise.all(items.map((skuId) => stock.need(skuId, merchantId))), cursor };
});
