import { ofThePlatform, pictureAddress } from '../../../../shared/catalogue/pictures/picture-address.ts';

/**
 * Of what a picture is: one of the platform's own by its id, the first of a product by the product's, any of a shop, or one
 * whose addresses are told.
 */
export type Pictured = string | { readonly merchantId: string; readonly imageId: string } | { readonly small: string };

/** Where it can be seen; nothing where a product decides. */
export const addressOfPicture = (of: Pictured): string | undefined => {
  if (typeof of !== 'string' && 'small' in of) return of.small;
  if (typeof of !== 'string') return pictureAddress(of.merchantId, of.imageId, 'small');
  return of.startsWith('img_') ? pictureAddress(ofThePlatform, of, 'small') : undefined;
};
