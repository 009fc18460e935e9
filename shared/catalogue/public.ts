/** What other contexts may use of the catalogue. */
export { type Category, CategoryId, rateOn } from './category.ts';
export { SkuId, specTextOf } from './content.ts';
export { type Listing, ListingId, skuOf } from './listing.ts';
export {
  Chosen,
  chosenOf,
  type OptionAnswer,
  OptionAnswers,
  picturesIn,
  stillChosen,
  surchargeOf,
} from './made/made-to-order.ts';
export { mustBeThere, optionPicturePath, optionPictures } from './made/option-pictures.ts';
export type { Offer } from './offer.ts';
export { CardView, type ProductCard, type ProductPage, productPageOf } from './product-page.ts';
export { PictureView, pictureView } from './pictures/picture-view.ts';
export { categories, type CategoryEntry, listings, offers, presentTree } from './store.ts';
export { shownCards } from './cards.ts';
export { pages } from './page-store.ts';
export { salesOf } from './sales-store.ts';
