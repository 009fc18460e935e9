import * as z from 'zod';
import { listingArchived } from '../../shared/catalogue/events.ts';
import { ListingId, mustBeOf, archive } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { listings, skuCodes } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Archives a draft, or a listing off the shelf, for good. Its SKU codes can be used again.',
  route: 'POST /v1/listings/{listingId}/archive',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingReceipt },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [listings.need, listings.save, skuCodes.claim],
  emits: [listingArchived],
}, async ({ input: { listingId }, caller, now, commit }) => {
  const change = archive(mustBeOf(await listings.need(listingId), await shopOf(caller)), now);
  return commit({ writes: [listings.save(change), skuCodes.claim(change)], answer: receiptOf(change.after) });
});
