import * as z from 'zod';
import { SkuId } from '../../shared/catalogue/content.ts';
import { listingPriceWithdrawn } from '../../shared/catalogue/events.ts';
import { ListingId, mustBeOf, withdrawPrice } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Withdraws the price that a SKU was to have from a moment on: it stays as it is.',
  route: 'DELETE /v1/listings/{listingId}/skus/{skuId}/next-price',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId, skuId: SkuId }),
  answer: { 200: ListingReceipt },
  problems: ['no-shop', 'not-found'],
  touches: [listings.need, listings.save],
  emits: [listingPriceWithdrawn],
}, async ({ input: { listingId, skuId }, caller, now, commit }) => {
  const [merchantId, listing] = await Promise.all([shopOf(caller), listings.need(listingId)]);
  const change = withdrawPrice(mustBeOf(listing, merchantId), skuId, now);
  return commit({ writes: [listings.save(change)], answer: receiptOf(change.after) });
});
