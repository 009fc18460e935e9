import * as z from 'zod';
import { listingTakenOff } from '../../shared/catalogue/events.ts';
import { ListingId, mustBeOf, takeOff } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { listings, offers } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Takes a listing off the shelf.',
  route: 'POST /v1/listings/{listingId}/off-shelf',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingReceipt },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [listings.need, listings.save, offers.put],
  emits: [listingTakenOff],
}, async ({ input: { listingId }, caller, now, commit }) => {
  const change = takeOff(mustBeOf(await listings.need(listingId), await shopOf(caller)), now);
  return commit({ writes: [listings.save(change), offers.put(change.after)], answer: receiptOf(change.after) });
});
