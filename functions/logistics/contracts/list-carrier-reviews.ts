import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { carrierReviews, reviewsOf } from '../../../shared/logistics/contracts/contract-store.ts';
import { ReviewView } from '../../../shared/logistics/contracts/review.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Lists the monthly reviews of a carrier, the latest first.',
    route: 'GET /v1/carrier-reviews',
    audience: 'operator',
    callers: ['support', 'operator', 'finance', 'admin'],
    input: z.strictObject({ ...pageInput, carrier: CarrierName }),
    answer: { 200: page(ReviewView) },
    problems: ['invalid-cursor'],
    touches: [carrierReviews.ofCarrier],
  },
  ({ input: { carrier, ...request } }) =>
    carrierReviews.ofCarrier(reviewsOf(carrier), { ...request, newestFirst: true }),
);
