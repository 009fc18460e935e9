import * as z from 'zod';
import { checkListing } from '../../shared/catalogue/checks/check-listing.ts';
import { ListingChecks } from '../../shared/catalogue/checks/checks.ts';
import { ListingId } from '../../shared/catalogue/listing.ts';
import { ListingView, listingView } from '../../shared/catalogue/listing-view.ts';
import { asRevised } from '../../shared/catalogue/revisions/revision.ts';
import { approvedContent, revisions } from '../../shared/catalogue/revisions/revision-store.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { contentOf, SubmissionChange, submissionChanges } from '../../shared/catalogue/submission-changes.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a listing to its reviewer: what the checks find, and what it changes of what was approved last.',
  route: 'GET /v1/listing-reviews/{listingId}',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  input: z.strictObject({ listingId: ListingId }),
  answer: {
    200: ListingView.extend({
      ...ListingChecks.shape,
      waits: z.boolean().meta({
        description: 'Whether it waits for a review: it, or its revision, which is what is shown',
      }),
      approvedAt: Instant.optional().meta({ description: 'When it was approved last; not there before' }),
      changes: z.array(SubmissionChange).optional().meta({ description: 'What differs from what was approved last' }),
    }),
  },
  problems: ['not-found'],
  touches: [listings.need, revisions.of, approvedContent.last, checkListing],
}, async ({ input: { listingId }, now }) => {
  const [live, approved] = await Promise.all([listings.need(listingId), approvedContent.last(listingId)]);
  const revision = live.revision?.state === 'in-review' ? await revisions.of(live) : undefined;
  const listing = revision
    ? { ...asRevised(live, revision), submittedAt: live.revision!.submittedAt! }
    : live;
  const { checks, keywords } = await checkListing(listing, now);
  return {
    ...listingView(listing),
    waits: live.state === 'in-review' || revision !== undefined,
    checks,
    keywords,
    ...(approved && {
      approvedAt: approved.at,
      changes: submissionChanges(approved.content, contentOf(listing)),
    }),
  };
});
