import { SkuId } from '../../../shared/catalogue/public.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { thresholds } from '../../../shared/inventory/threshold-store.ts';
import { setThreshold, ThresholdTerms } from '../../../shared/inventory/threshold.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Says from when on the shop wants to hear that a SKU has too few units or too many; nothing ends it.',
  route: 'PUT /v1/skus/{skuId}/stock-threshold',
  audience: 'merchant',
  callers: ['merchant'],
  input: ThresholdTerms.extend({ skuId: SkuId }).refine(({ low = 0, over = Infinity }) => low < over, {
    path: ['over'],
    message: 'must be more than what is too few',
  }),
  answer: { 200: ThresholdTerms },
  problems: ['no-shop', 'not-found'],
  touches: [stock.need, thresholds.get, thresholds.save],
}, async ({ input: { skuId, low, over }, caller, commit }) => {
  const merchantId = await shopOf(caller);
  const [before] = await Promise.all([thresholds.get(skuId), stock.need(skuId, merchantId)]);
  const change = setThreshold(before, { id: skuId, merchantId }, { low, over });
  return commit({ writes: [thresholds.save(change)], answer: { low, over } });
});
