import * as z from 'zod';
import { listingPutBack } from '../../shared/catalogue/events.ts';
import { ListingId, mustBeOf, putBack } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { listings, offers } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { merchants, mustBeActive } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Puts a listing off the shelf back on sale, as it was reviewed.',
  route: 'POST /v1/listings/{listingId}/on-sale',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingReceipt },
  problems: ['no-shop', 'merchant-not-approved', 'not-found', 'illegal-step'],
  touches: [merchants.need, listings.need, listings.save, offers.put],
  emits: [listingPutBack],
}, async ({ input: { listingId }, caller, now, commit }) => {
  const [shop, listing] = await Promise.all([merchants.need(await shopOf(caller)), listings.need(listingId)]);
  mustBeActive(shop);
  const change = putBack(mustBeOf(listing, shop.id), now);
  return commit({ writes: [listings.save(change), offers.put(change.after)], answer: receiptOf(change.after) });
});
