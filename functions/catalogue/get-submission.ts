import * as z from 'zod';
import { ListingId } from '../../shared/catalogue/listing.ts';
import { ListingView, listingView } from '../../shared/catalogue/listing-view.ts';
import { approvedContent, listings } from '../../shared/catalogue/store.ts';
import { contentOf, SubmissionChange, submissionChanges } from '../../shared/catalogue/submission-changes.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a listing to its reviewer, and what it changes of what was approved last.',
  route: 'GET /v1/listing-reviews/{listingId}',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  input: z.strictObject({ listingId: ListingId }),
  answer: {
    200: ListingView.extend({
      approvedAt: Instant.optional().meta({ description: 'When it was approved last; not there before' }),
      changes: z.array(SubmissionChange).optional().meta({ description: 'What differs from what was approved last' }),
    }),
  },
  problems: ['not-found'],
  touches: [listings.need, approvedContent.get],
}, async ({ input: { listingId } }) => {
  const [listing, approved] = await Promise.all([listings.need(listingId), approvedContent.get(listingId)]);
  return {
    ...listingView(listing),
    ...(approved && {
      approvedAt: approved.at,
      changes: submissionChanges(approved.content, contentOf(listing)),
    }),
  };
});
