import * as z from 'zod';
import { listingApproved } from '../../shared/catalogue/events.ts';
import { approve, ListingId } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { approvedContent, listings, offers } from '../../shared/catalogue/store.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Approves a submitted listing: it is on sale at once.',
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
  touches: [listings.need, listings.save, offers.put, approvedContent.put],
  emits: [listingApproved],
}, async ({ input: { listingId, ...judgement }, now, commit }) => {
  const change = approve(await listings.need(listingId), judgement, now);
  return commit({
    writes: [listings.save(change), offers.put(change.after), approvedContent.put(change.after, now)],
    answer: receiptOf(change.after),
  });
});
