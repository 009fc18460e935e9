import * as z from 'zod';
import { listingApproved } from '../../shared/catalogue/events.ts';
import { approve, ListingId } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { approveRevision } from '../../shared/catalogue/revisions/revision.ts';
import { approvedContent, revisions } from '../../shared/catalogue/revisions/revision-store.ts';
import { timesOf } from '../../shared/catalogue/shelf/shelf-plan.ts';
import { listings, offers, skuCodes } from '../../shared/catalogue/store.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    'Approves a submitted listing: it is on sale at once, or when its shop has planned. Of a revision, it is at once what is on sale.',
  route: 'POST /v1/listing-reviews/{listingId}/approval',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  audited: { reason: 'comment' },
  input: z.strictObject({
    listingId: ListingId,
    submittedAt: Instant.meta({ description: 'Of the submission that was looked at; a later one is refused' }),
    comment: prose(1000),
  }),
  answer: { 200: ListingReceipt },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [
    listings.need,
    revisions.of,
    approvedContent.last,
    listings.save,
    revisions.remove,
    offers.put,
    offers.drop,
    skuCodes.claim,
    approvedContent.put,
    due.set,
  ],
  emits: [listingApproved],
}, async ({ input: { listingId, ...judgement }, now, commit }) => {
  const [listing, before] = await Promise.all([listings.need(listingId), approvedContent.last(listingId)]);
  const revision = await revisions.of(listing);
  const change = revision
    ? approveRevision(listing, revision, judgement, now)
    : approve(listing, judgement, now);
  return commit({
    writes: [
      listings.save(change),
      offers.put(change.after),
      approvedContent.put(change.after, before, now),
      ...timesOf(change.after, now).map((at) => due.set(at, 'catalogue/turn-shelf', { listingId })),
      ...(revision
        ? [revisions.remove(listingId), offers.drop(change), skuCodes.claim(change, { before: revision })]
        : []),
    ],
    answer: receiptOf(change.after),
  });
});
