import * as z from 'zod';
import { SkuId } from '../../shared/catalogue/public.ts';
import { MovementView } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what has moved the stock of an own SKU, newest first.',
  route: 'GET /v1/skus/{skuId}/stock-movements',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ skuId: SkuId, ...pageInput }),
  answer: { 200: page(MovementView) },
  problems: ['no-shop', 'not-found', 'invalid-cursor'],
  touches: [stock.need, stock.movements],
}, async ({ input: { skuId, ...request }, caller }) => {
  await stock.need(skuId, await shopOf(caller));
  return stock.movements(skuId, { ...request, newestFirst: true });
});
