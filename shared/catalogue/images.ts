import * as z from 'zod';
import { files } from '../kernel/files/bucket.ts';
import { created, type Change } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { refusals, type Refusal, type Seen } from '../kernel/files/picture.ts';
import { Problem } from '../kernel/problems.ts';
import { ImageId } from './content.ts';

export const images = /* @__PURE__ */ files('media', 'listings');

/** Below the shop's own folder, so that nobody can name another shop's image. */
export const imagePath = (merchantId: MerchantId, imageId: string): string => `${merchantId}/${imageId}`;

/** What an uploaded image was found to be. An image that nobody has looked into has none, and is shown nowhere. */
export interface ImageCheck {
  readonly id: Id<'image'>;
  readonly version: number;
  readonly merchantId: MerchantId;
  readonly state: 'checked' | 'refused';
  readonly size?: Seen;
  readonly refusal?: Refusal;
  readonly checkedAt: Instant;
}

/** Keeps for good what was seen: the form of the upload takes no other bytes. */
export const checkImage = (
  id: Id<'image'>,
  merchantId: MerchantId,
  seen: Seen | Refusal,
  checkedAt: Instant,
): Change<ImageCheck> =>
  created<ImageCheck>({
    id,
    merchantId,
    checkedAt,
    ...(typeof seen === 'string' ? { state: 'refused', refusal: seen } : { state: 'checked', size: seen }),
  });

/** What the shop is told of an image. */
export const ImageView = z.object({
  imageId: ImageId,
  state: z.enum(['checked', 'refused']),
  width: z.int().optional(),
  height: z.int().optional(),
  refusal: z.object({
    reason: z.enum(Object.keys(refusals) as Refusal[]),
    words: z.object({ en: z.string(), zh: z.string() }),
  }).optional(),
  checkedAt: Instant,
});

export const imageView = ({ id, state, size, refusal, checkedAt }: ImageCheck): z.input<typeof ImageView> => ({
  imageId: id,
  state,
  ...size,
  ...(refusal && { refusal: { reason: refusal, words: refusals[refusal] } }),
  checkedAt,
});

/**
 * Lets into a listing only images of its shop that have been looked into and can be shown.
 * @param checks of each image, in the same order
 * @throws Problem image-missing, image-unfit, with the path of each fault
 */
export const mustBeChecked = (
  merchantId: MerchantId,
  imageIds: readonly string[],
  checks: readonly (ImageCheck | undefined)[],
): void => {
  const found = imageIds.map((_, i) => (checks[i]?.merchantId === merchantId ? checks[i] : undefined));
  const faults = found.flatMap((check, i) => {
    if (check?.state === 'checked') return [];
    const message = check?.refusal ? `was refused: ${refusals[check.refusal].en}` : 'has not been uploaded and checked';
    return [{ path: `images[${i}]`, message }];
  });
  if (faults.length === 0) return;
  const missing = found.some((check) => check === undefined);
  throw new Problem(missing ? 'image-missing' : 'image-unfit', undefined, faults);
};

/** Addresses at which images can be seen for a quarter of an hour; needs `images.link`. */
export const linksOf = (merchantId: MerchantId, imageIds: readonly string[]): Promise<string[]> =>
  Promise.all(imageIds.map((imageId) => images.link(imagePath(merchantId, imageId))));
