import * as z from 'zod';
import { SkuId } from '../../shared/catalogue/public.ts';
import { mostBuckets } from '../../shared/inventory/buckets.ts';
import { stock } from '../../shared/inventory/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Divides what can be bought of a SKU into buckets before a crowd comes, or puts it together again: as 1.',
  route: 'PUT /v1/skus/{skuId}/stock-buckets',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ skuId: SkuId, buckets: z.int().min(1).max(mostBuckets) }),
  answer: { 200: z.object({ buckets: z.int() }) },
  problems: ['no-shop', 'not-found'],
  touches: [stock.need, stock.divide],
}, async ({ input: { skuId, buckets }, caller, commit }) => {
  await stock.need(skuId, await shopOf(caller));
  return commit({ writes: [await stock.divide(skuId, buckets)], answer: { buckets } });
});
