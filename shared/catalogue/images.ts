import { files } from '../kernel/bucket.ts';
import type { MerchantId } from '../kernel/ids.ts';
import { Problem } from '../kernel/problems.ts';

export const images = /* @__PURE__ */ files('media', 'listings');

/** Below the shop's own folder, so that nobody can name another shop's image. */
export const imagePath = (merchantId: MerchantId, imageId: string): string => `${merchantId}/${imageId}`;

/**
 * Checks that the images have been uploaded; needs `images.size`.
 * @throws Problem image-missing with the path of each fault
 */
export const mustBeUploaded = async (merchantId: MerchantId, imageIds: readonly string[]): Promise<void> => {
  const sizes = await Promise.all(imageIds.map((imageId) => images.size(imagePath(merchantId, imageId))));
  const faults = imageIds.flatMap((_, i) =>
    sizes[i] === undefined ? [{ path: `images[${i}]`, message: 'has not been uploaded' }] : []
  );
  if (faults.length) throw new Problem('image-missing', undefined, faults);
};

/** Addresses at which images can be seen for a quarter of an hour; needs `images.link`. */
export const linksOf = (merchantId: MerchantId, imageIds: readonly string[]): Promise<string[]> =>
  Promise.all(imageIds.map((imageId) => images.link(imagePath(merchantId, imageId))));
