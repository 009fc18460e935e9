import * as z from 'zod';
import { checkListing } from '../../shared/catalogue/checks/check-listing.ts';
import { listingSubmitted } from '../../shared/catalogue/events.ts';
import { ListingId, mustBeOf, submit } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { submitRevision } from '../../shared/catalogue/revisions/revision.ts';
import { revisions } from '../../shared/catalogue/revisions/revision-store.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { merchants, mustBeActive } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Hands a draft, or the revision of a listing on sale, to the reviewers, unless the checks before a review find an error.',
  route: 'POST /v1/listings/{listingId}/submission',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingReceipt },
  problems: [
    'no-shop',
    'merchant-not-approved',
    'not-found',
    'illegal-step',
    'category-unknown',
    'attribute-invalid',
    'listing-incomplete',
    'listing-unfit',
  ],
  touches: [merchants.need, listings.need, revisions.of, checkListing, listings.save],
  emits: [listingSubmitted],
}, async ({ input: { listingId }, caller, now, commit }) => {
  const [shop, listing] = await Promise.all([merchants.need(await shopOf(caller)), listings.need(listingId)]);
  mustBeActive(shop);
  const revision = await revisions.of(mustBeOf(listing, shop.id));
  const change = revision
    ? submitRevision(listing, revision, await checkListing(revision, now), now)
    : submit(listing, await checkListing(listing, now), now);
  return commit({ writes: [listings.save(change)], answer: receiptOf(change.after) });
});
