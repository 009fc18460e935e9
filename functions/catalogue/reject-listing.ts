import * as z from 'zod';
import { listingRejected } from '../../shared/catalogue/events.ts';
import { ListingId, reject } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { ReviewReason } from '../../shared/catalogue/review.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends a submitted listing back to its merchant, with reasons.',
  route: 'POST /v1/listing-reviews/{listingId}/rejection',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  input: z.strictObject({
    listingId: ListingId,
    reasons: z.array(ReviewReason).min(1).max(5).refine(
      (all) => new Set(all).size === all.length,
      'has a reason twice',
    ),
    comment: z.string().trim().min(1).max(1000),
  }),
  answer: { 200: ListingReceipt },
  problems: ['not-found', 'illegal-step'],
  touches: [listings.need, listings.save],
  emits: [listingRejected],
}, async ({ input: { listingId, reasons, comment }, now, commit }) => {
  const change = reject(await listings.need(listingId), reasons, comment, now);
  return commit({ writes: [listings.save(change)], answer: receiptOf(change.after) });
});
