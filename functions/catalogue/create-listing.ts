import { ListingContent } from '../../shared/catalogue/content.ts';
import { listingCreated } from '../../shared/catalogue/events.ts';
import { mustBeChecked } from '../../shared/catalogue/pictures/images.ts';
import { mustBePlayable } from '../../shared/catalogue/pictures/videos.ts';
import { videoChecks } from '../../shared/catalogue/pictures/video-store.ts';
import { createListing } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { categories, imageChecks, listings, skuCodes } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { merchants, mustBeActive } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Starts a draft of a listing.',
  route: 'POST /v1/listings',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: ListingContent,
  maxBody: 262_144,
  answer: { 201: ListingReceipt },
  problems: [
    'no-shop',
    'merchant-not-approved',
    'category-unknown',
    'attribute-invalid',
    'currency-foreign',
    'image-missing',
    'image-unfit',
    'video-missing',
    'sku-code-taken',
  ],
  touches: [merchants.need, categories.get, imageChecks.get, videoChecks.get, listings.save, skuCodes.claim],
  emits: [listingCreated],
}, async ({ input: { skus, ...content }, caller, now, newId, commit }) => {
  const [shop, category, checks, film] = await Promise.all([
    merchants.need(await shopOf(caller)),
    categories.get(content.categoryId),
    Promise.all(content.images.map(imageChecks.get)),
    content.video ? videoChecks.get(content.video) : undefined,
  ]);
  mustBeActive(shop);
  const identified = skus.map((sku) => ({ ...sku, id: newId('sku') }));
  const change = createListing({ id: newId('listing'), content, skus: identified, shop, category }, now);
  mustBeChecked(shop.id, content.images, checks);
  mustBePlayable(shop.id, content, film);
  return commit({ writes: [listings.save(change), skuCodes.claim(change)], answer: receiptOf(change.after) });
});
