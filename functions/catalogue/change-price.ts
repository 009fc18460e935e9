import * as z from 'zod';
import { SalePrice, SkuId } from '../../shared/catalogue/content.ts';
import { listingPriceChanged, listingPriceScheduled } from '../../shared/catalogue/events.ts';
import { changePrice, ListingId, mustBeOf } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { livePrices } from '../../shared/catalogue/rulebooks.ts';
import { listings, offers } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { merchants, mustBeActive } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Changes the price of a SKU on sale, at once or from a moment on, within the bounds around the price that was reviewed.',
  route: 'PUT /v1/listings/{listingId}/skus/{skuId}/price',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({
    listingId: ListingId,
    skuId: SkuId,
    price: SalePrice,
    from: Instant.optional().meta({
      description: 'Without it, at once. It takes the place of what was to begin before',
    }),
  }),
  answer: { 200: ListingReceipt },
  problems: [
    'no-shop',
    'merchant-not-approved',
    'not-found',
    'illegal-step',
    'currency-foreign',
    'price-beyond-bounds',
    'begins-too-early',
  ],
  touches: [merchants.need, listings.need, livePrices.current, listings.save, offers.put, due.set],
  emits: [listingPriceChanged, listingPriceScheduled],
}, async ({ input: { listingId, skuId, price, from }, caller, now, commit }) => {
  const [shop, listing, bounds] = await Promise.all([
    merchants.need(await shopOf(caller)),
    listings.need(listingId),
    livePrices.current(now),
  ]);
  mustBeActive(shop);
  const change = changePrice(mustBeOf(listing, shop.id), { skuId, price, from }, bounds, now);
  return commit({
    writes: [
      listings.save(change),
      offers.put(change.after),
      ...(from ? [due.set(from, 'catalogue/begin-price', { listingId, skuId })] : []),
    ],
    answer: receiptOf(change.after),
  });
});
