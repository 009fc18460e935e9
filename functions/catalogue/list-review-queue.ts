import * as z from 'zod';
import { ListingRow, rowOf } from '../../shared/catalogue/listing-view.ts';
import { listingsToReview, reviewQueue } from '../../shared/catalogue/store.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what waits for a review, the longest waiting first.',
  route: 'GET /v1/listing-reviews',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: page(ListingRow) },
  problems: ['invalid-cursor'],
  touches: [listingsToReview],
}, async ({ input }) => {
  const { items, cursor } = await listingsToReview(reviewQueue, input);
  return { items: items.map(rowOf), cursor };
});
