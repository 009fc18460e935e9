/** What other contexts may use of the catalogue. */
export { type Category, CategoryId, rateOn } from './category.ts';
export { SkuId } from './content.ts';
export { type Listing, ListingId, skuOf } from './listing.ts';
export type { Offer } from './offer.ts';
export { PictureView, pictureView } from './pictures/picture-view.ts';
export { categories, listings, offers } from './store.ts';
