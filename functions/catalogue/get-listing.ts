import * as z from 'zod';
import { checkListing } from '../../shared/catalogue/checks/check-listing.ts';
import { ListingChecks } from '../../shared/catalogue/checks/checks.ts';
import { ListingId, mustBeOf } from '../../shared/catalogue/listing.ts';
import { ListingView, listingView, RevisionView, revisionView } from '../../shared/catalogue/listing-view.ts';
import { revisions } from '../../shared/catalogue/revisions/revision-store.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    "Shows one of the shop's own listings, with the outcome of its last review and what the checks before the next one find.",
  route: 'GET /v1/listings/{listingId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingView.extend({ ...ListingChecks.shape, revision: RevisionView.optional() }) },
  problems: ['no-shop', 'not-found'],
  touches: [listings.need, revisions.of, checkListing],
}, async ({ input, caller, now }) => {
  const listing = mustBeOf(await listings.need(input.listingId), await shopOf(caller));
  const revision = await revisions.of(listing);
  const { checks, keywords } = await checkListing(revision ?? listing, now);
  return { ...listingView(listing), checks, keywords, ...(revision && { revision: revisionView(listing, revision) }) };
});
