import * as z from 'zod';
import { ProductMix } from '../../../shared/catalogue/mix/product-mix.ts';
import { readMix } from '../../../shared/catalogue/mix/read-mix.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { merchants } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: "Reports a shop's mix of products to the staff, as the shop sees it.",
  route: 'GET /v1/merchants/{merchantId}/product-mix',
  audience: 'operator',
  callers: ['support', 'operator', 'reviewer', 'admin'],
  effort: 'costs',
  input: z.strictObject({ merchantId: MerchantId }),
  answer: { 200: ProductMix },
  problems: ['not-found'],
  touches: [merchants.need, readMix],
}, async ({ input: { merchantId }, now }) => {
  await merchants.need(merchantId);
  return readMix(merchantId, now);
});
