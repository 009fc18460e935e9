import * as z from 'zod';
import { ListingId, mustBeOf } from '../../shared/catalogue/listing.ts';
import { ListingView, listingView } from '../../shared/catalogue/listing-view.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the shop's own listings, with the outcome of its last review.",
  route: 'GET /v1/listings/{listingId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingView },
  problems: ['no-shop', 'not-found'],
  touches: [listings.need],
}, async ({ input, caller }) => listingView(mustBeOf(await listings.need(input.listingId), await shopOf(caller))));
