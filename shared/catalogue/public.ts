/** What other contexts may use of the catalogue. */
export { rateOn, CategoryId, type Category } from './category.ts';
export { SkuId } from './content.ts';
export { ListingId, skuOf, type Listing } from './listing.ts';
export type { Offer } from './offer.ts';
export { categories, listings, offers } from './store.ts';
