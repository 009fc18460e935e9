import { ListingContent } from '../../shared/catalogue/content.ts';
import { listingEdited } from '../../shared/catalogue/events.ts';
import { mustBeChecked } from '../../shared/catalogue/pictures/images.ts';
import { mustBePlayable } from '../../shared/catalogue/pictures/videos.ts';
import { videoChecks } from '../../shared/catalogue/pictures/video-store.ts';
import { ListingId, mustBeOf } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { rewrite } from '../../shared/catalogue/revisions/revision.ts';
import { revisions } from '../../shared/catalogue/revisions/revision-store.ts';
import { categories, imageChecks, listings, offers, skuCodes } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { merchants, mustBeActive } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Replaces the content of a draft, or of a listing off the shelf: that becomes a draft, to be reviewed again. A listing on sale stays so as it is, and what is written is a revision of it, to be submitted; days, weights and sizes hold at once.',
  route: 'PUT /v1/listings/{listingId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: ListingContent.safeExtend({ listingId: ListingId }),
  maxBody: 262_144,
  answer: { 200: ListingReceipt },
  problems: [
    'no-shop',
    'merchant-not-approved',
    'not-found',
    'illegal-step',
    'category-unknown',
    'attribute-invalid',
    'currency-foreign',
    'image-missing',
    'image-unfit',
    'video-missing',
    'sku-code-taken',
    'too-much-at-once',
  ],
  touches: [
    merchants.need,
    categories.get,
    imageChecks.get,
    videoChecks.get,
    listings.need,
    revisions.of,
    listings.save,
    revisions.put,
    offers.put,
    skuCodes.claim,
  ],
  emits: [listingEdited],
}, async ({ input: { listingId, ...content }, caller, now, newId, commit }) => {
  const [shop, category, listing, checks, film] = await Promise.all([
    merchants.need(await shopOf(caller)),
    categories.get(content.categoryId),
    listings.need(listingId),
    Promise.all(content.images.map(imageChecks.get)),
    content.video ? videoChecks.get(content.video) : undefined,
  ]);
  mustBeActive(shop);
  const before = await revisions.of(mustBeOf(listing, shop.id));
  const { change, revision } = rewrite(listing, content, shop, category, { now, newId });
  mustBeChecked(shop.id, content.images, checks);
  mustBePlayable(shop.id, content, film);
  return commit({
    writes: [
      listings.save(change),
      ...(revision ? [revisions.put(listingId, revision)] : []),
      ...(change.after.state === 'on-sale' && !revision ? offers.put(change.after) : []),
      skuCodes.claim(change, { before, after: revision }),
    ],
    answer: receiptOf(change.after),
  });
});
