import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { deliveryRatings, ratingsOf } from '../../../shared/logistics/promises/promise-store.ts';
import { DeliveryRatingView } from '../../../shared/logistics/promises/rating.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists what buyers said of the shop's deliveries, newest first.",
    route: 'GET /v1/delivery-ratings',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject(pageInput),
    answer: { 200: page(DeliveryRatingView) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [deliveryRatings.ofMerchant],
  },
  async ({ input, caller }) =>
    deliveryRatings.ofMerchant(ratingsOf(await shopOf(caller)), { ...input, newestFirst: true }),
);
