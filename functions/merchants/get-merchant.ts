import * as z from 'zod';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: "Shows a shop to the platform's people.",
  route: 'GET /v1/merchants/{merchantId}',
  audience: 'operator',
  callers: ['operator', 'reviewer', 'finance', 'support', 'admin'],
  audited: true,
  input: z.strictObject({ merchantId: MerchantId }),
  answer: {
    200: MerchantView.extend({
      payoutReview: z.object({ reason: z.string(), since: Instant }).optional(),
    }),
  },
  problems: ['not-found'],
  touches: [merchants.need],
}, async ({ input, now }) => {
  const shop = await merchants.need(input.merchantId);
  return { ...merchantView(shop, now), payoutReview: shop.payoutReview };
});
