import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { mustBeOpen } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { StoreView, storeView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows the page of a shop.',
  route: 'GET /v1/shops/{merchantId}',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ merchantId: MerchantId }),
  answer: { 200: StoreView },
  problems: ['not-found'],
  touches: [merchants.need],
  cache: 60,
}, async ({ input }) => storeView(mustBeOpen(await merchants.need(input.merchantId))));
