import * as z from 'zod';
import { listingRevisionWithdrawn } from '../../../shared/catalogue/events.ts';
import { ListingReceipt, receiptOf } from '../../../shared/catalogue/listing-view.ts';
import { ListingId, mustBeOf } from '../../../shared/catalogue/listing.ts';
import { withdrawRevision } from '../../../shared/catalogue/revisions/revision.ts';
import { revisions } from '../../../shared/catalogue/revisions/revision-store.ts';
import { listings, skuCodes } from '../../../shared/catalogue/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Drops the revision of a listing, also while it is in review: what is on sale stays as it is.',
  route: 'DELETE /v1/listings/{listingId}/revision',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingReceipt },
  problems: ['no-shop', 'not-found'],
  touches: [listings.need, revisions.of, listings.save, revisions.remove, skuCodes.claim],
  emits: [listingRevisionWithdrawn],
}, async ({ input: { listingId }, caller, now, commit }) => {
  const listing = mustBeOf(await listings.need(listingId), await shopOf(caller));
  const change = withdrawRevision(listing, now);
  const dropped = await revisions.of(listing);
  return commit({
    writes: [listings.save(change), revisions.remove(listingId), skuCodes.claim(change, { before: dropped })],
    answer: receiptOf(change.after),
  });
});
