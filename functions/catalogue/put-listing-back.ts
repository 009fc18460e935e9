import * as z from 'zod';
import { listingPutBack } from '../../shared/catalogue/events.ts';
import { ListingId, mustBeOf, putBack } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { timesOf } from '../../shared/catalogue/shelf/shelf-plan.ts';
import { listings, offers } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { merchants, mustBeActive } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Puts a listing off the shelf on sale, as it was reviewed.',
  route: 'POST /v1/listings/{listingId}/on-sale',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingReceipt },
  problems: ['no-shop', 'merchant-not-approved', 'not-found', 'illegal-step', 'permit-expired'],
  touches: [merchants.need, listings.need, listings.save, offers.put, due.set],
  emits: [listingPutBack],
}, async ({ input: { listingId }, caller, now, commit }) => {
  const [shop, listing] = await Promise.all([merchants.need(await shopOf(caller)), listings.need(listingId)]);
  mustBeActive(shop);
  const change = putBack(mustBeOf(listing, shop.id), now);
  return commit({
    writes: [
      listings.save(change),
      offers.put(change.after),
      ...timesOf(change.after, now).map((at) => due.set(at, 'catalogue/turn-shelf', { listingId })),
    ],
    answer: receiptOf(change.after),
  });
});
