import { SkuId } from '../../../shared/catalogue/public.ts';
import { replenishments } from '../../../shared/inventory/replenishment/replenishment-store.ts';
import { setSupply, SupplyTerms } from '../../../shared/inventory/replenishment/replenishment.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Says how long new units of a SKU take to come and for how long they are to last.',
  route: 'PUT /v1/skus/{skuId}/supply',
  audience: 'merchant',
  callers: ['merchant'],
  input: SupplyTerms.extend({ skuId: SkuId }),
  answer: { 200: SupplyTerms },
  problems: ['no-shop', 'not-found'],
  touches: [stock.need, replenishments.get, replenishments.save],
}, async ({ input: { skuId, ...terms }, caller, commit }) => {
  const merchantId = await shopOf(caller);
  const [before] = await Promise.all([replenishments.get(skuId), stock.need(skuId, merchantId)]);
  const change = setSupply(before, { id: skuId, merchantId }, terms);
  return commit({ writes: [replenishments.save(change)], answer: terms });
});
