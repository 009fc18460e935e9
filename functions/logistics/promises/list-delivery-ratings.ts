import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { deliveryRatings, ratingsBy } from '../../../shared/logistics/promises/promise-store.ts';
import { DeliveryRatingView } from '../../../shared/logistics/promises/rating.ts';
import { Bearer } from '../../../shared/logistics/shipment.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Lists what buyers said of the deliveries of a carrier, newest first.',
    route: 'GET /v1/delivery-ratings',
    audience: 'operator',
    callers: ['support', 'operator', 'admin'],
    input: z.strictObject({ ...pageInput, carrier: Bearer }),
    answer: { 200: page(DeliveryRatingView) },
    problems: ['invalid-cursor'],
    touches: [deliveryRatings.ofCarrier],
  },
  ({ input: { carrier, ...request } }) =>
    deliveryRatings.ofCarrier(ratingsBy(carrier), { ...request, newestFirst: true }),
);
