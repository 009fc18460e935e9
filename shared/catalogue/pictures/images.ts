import * as z from 'zod';
import { files } from '../../kernel/files/bucket.ts';
import { together } from '../../kernel/doors/access.ts';
import { changed, created, type Change } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import type { Id } from '../../kernel/values/ids.ts';
import { refusals, sizeOf, type Picture, type Refusal } from '../../kernel/files/picture.ts';
import { Problem } from '../../kernel/problems.ts';
import { ImageId } from '../content.ts';
import { renditionPath, type ImageOwner, type Size } from './picture-address.ts';
import { PictureView, pictureView } from './picture-view.ts';

/** What shops, and the platform for its home page, have uploaded: seen by nobody as it is. */
export const images = /* @__PURE__ */ files('media', 'listings');
/** What the edge serves to anyone, below `/media/`. */
const renditions = /* @__PURE__ */ files('media', 'media');

/** Below the owner's own folder, so that nobody can name another shop's image. */
export const imagePath = (owner: ImageOwner, imageId: string): string => `${owner}/${imageId}`;

/** How many widths there are: of an image that was checked when there were fewer, one is missing. */
const renderings = 4;

/** What an uploaded image was found to be. An image that nobody has looked into has none, and is shown nowhere. */
export interface ImageCheck {
  readonly id: Id<'image'>;
  readonly version: number;
  readonly owner: ImageOwner;
  readonly state: 'checked' | 'refused';
  /** As it is seen, upright. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Whether it lies in all widths in which it is shown; of those that were checked before there were so many, it does not. */
  readonly rendered?: typeof renderings;
  readonly refusal?: Refusal;
  readonly checkedAt: Instant;
}

/** Whether there is nothing more to do about an image. */
export const isSettled = ({ state, rendered }: ImageCheck): boolean => state === 'refused' || rendered === renderings;

/**
 * Keeps for good what was seen: the form of the upload takes no other bytes.
 * @param before the check that is not settled
 */
export const checkImage = (
  id: Id<'image'>,
  owner: ImageOwner,
  { found, before }: { readonly found: Picture | Refusal; readonly before: ImageCheck | undefined },
  checkedAt: Instant,
): Change<ImageCheck> => {
  const seen = typeof found === 'string'
    ? { state: 'refused', refusal: found } as const
    : { state: 'checked', size: sizeOf(found), rendered: renderings } as const;
  return before ? changed(before, seen) : created<ImageCheck>({ id, owner, checkedAt, ...seen });
};

/** Lays the renditions of an image where anyone may load them, for good: what lies there is never another picture. */
export const publish = Object.assign(
  async (owner: ImageOwner, imageId: Id<'image'>, made: Readonly<Record<Size, Buffer>>): Promise<void> => {
    await Promise.all(
      (Object.keys(made) as Size[]).map((size) =>
        renditions.write(
          renditionPath(owner, imageId, size),
          made[size],
          'image/webp',
          'public, max-age=31536000, immutable',
        )
      ),
    );
  },
  together('renditions.publish', renditions.write),
);

/** What who has uploaded an image is told of it. */
export const ImageView = z.object({
  imageId: ImageId,
  state: z.enum(['checked', 'refused']),
  width: z.int().optional(),
  height: z.int().optional(),
  picture: PictureView.optional(),
  refusal: z.object({
    reason: z.enum(Object.keys(refusals) as Refusal[]),
    words: z.object({ en: z.string(), zh: z.string() }),
  }).optional(),
  checkedAt: Instant,
});

export const imageView = (
  { id, owner, state, size, refusal, checkedAt }: ImageCheck,
): z.input<typeof ImageView> => ({
  imageId: id,
  state,
  ...size,
  ...(size && { picture: pictureView(owner, id) }),
  ...(refusal && { refusal: { reason: refusal, words: refusals[refusal] } }),
  checkedAt,
});

/**
 * Lets into a listing or an ad only images of its owner that have been looked into and can be shown.
 * @param checks of each image, in the same order
 * @throws Problem image-missing, image-unfit, with the path of each fault
 */
export const mustBeChecked = (
  owner: ImageOwner,
  imageIds: readonly string[],
  checks: readonly (ImageCheck | undefined)[],
): void => {
  const found = imageIds.map((_, i) => (checks[i]?.owner === owner ? checks[i] : undefined));
  const faults = found.flatMap((check, i) => {
    if (check?.state === 'checked') return [];
    const message = check?.refusal ? `was refused: ${refusals[check.refusal].en}` : 'has not been uploaded and checked';
    return [{ path: `images[${i}]`, message }];
  });
  if (faults.length === 0) return;
  const missing = found.some((check) => check === undefined);
  throw new Problem(missing ? 'image-missing' : 'image-unfit', undefined, faults);
};
