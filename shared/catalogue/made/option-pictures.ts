import * as z from 'zod';
import { files } from '../../kernel/files/bucket.ts';
import { refusals, type Refusal } from '../../kernel/files/picture.ts';
import { Problem } from '../../kernel/problems.ts';
import type { AccountId } from '../../kernel/values/ids.ts';
import { ImageId } from '../content.ts';

/** What buyers have uploaded, as it came: gone after a day. */
export const optionUploads = /* @__PURE__ */ files('media', 'option-uploads');
/** The same drawn anew, for the buyer and for the shop that makes the goods: nobody else is given its address. */
export const optionPictures = /* @__PURE__ */ files('media', 'option-pictures');

/** Below the buyer's own folder, so that nobody can name another buyer's picture. */
export const optionPicturePath = (buyerId: AccountId, imageId: string): string => `${buyerId}/${imageId}`;

/** What the buyer is told of a picture. */
export const OptionPictureView = z.object({
  imageId: ImageId,
  state: z.enum(['checked', 'refused']),
  refusal: z.object({
    reason: z.enum(Object.keys(refusals) as Refusal[]),
    words: z.object({ en: z.string(), zh: z.string() }),
  }).optional(),
});

/** @param found bytes of each picture, where it was checked @throws Problem image-missing */
export const mustBeThere = (found: readonly (number | undefined)[]): void => {
  if (found.some((bytes) => bytes === undefined)) throw new Problem('image-missing');
};
