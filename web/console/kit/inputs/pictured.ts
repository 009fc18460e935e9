import { ofThePlatform, pictureAddress } from '../../../../shared/catalogue/pictures/picture-address.ts';

/** Of what a picture is: one of the platform's own by its id, the first of a product by the product's, or any of a shop. */
export type Pictured = string | { readonly merchantId: string; readonly imageId: string };

/** Where it can be seen; nothing where a product decides. */
export const addressOfPicture = (of: Pictured): string | undefined => {
  if (typeof of !== 'string') return pictureAddress(of.merchantId, of.imageId, 'small');
  return of.startsWith('img_') ? pictureAddress(ofThePlatform, of, 'small') : undefined;
};
