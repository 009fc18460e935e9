import * as z from 'zod';
import { listingRejected } from '../../shared/catalogue/events.ts';
import { ListingId, reject } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { ReviewReason } from '../../shared/catalogue/review.ts';
import { rejectRevision } from '../../shared/catalogue/revisions/revision.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends a submitted listing, or the revision of one on sale, back to its merchant, with reasons.',
  route: 'POST /v1/listing-reviews/{listingId}/rejection',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  audited: { reason: 'comment' },
  input: z.strictObject({
    listingId: ListingId,
    submittedAt: Instant.meta({ description: 'Of the submission that was looked at; a later one is refused' }),
    reasons: z.array(ReviewReason).min(1).max(5).refine(
      (all) => new Set(all).size === all.length,
      'has a reason twice',
    ),
    comment: prose(1000),
  }),
  answer: { 200: ListingReceipt },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [listings.need, listings.save],
  emits: [listingRejected],
}, async ({ input: { listingId, ...judgement }, now, commit }) => {
  const listing = await listings.need(listingId);
  const change = listing.revision ? rejectRevision(listing, judgement, now) : reject(listing, judgement, now);
  return commit({ writes: [listings.save(change)], answer: receiptOf(change.after) });
});
