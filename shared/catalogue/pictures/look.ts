import { together } from '../../kernel/doors/access.ts';
import { jpeg } from '../../kernel/files/picture-jpeg.ts';
import { png } from '../../kernel/files/picture-png.ts';
import { webp } from '../../kernel/files/picture-webp.ts';
import { lookInto } from '../../kernel/files/picture.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Change } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { Id } from '../../kernel/values/ids.ts';
import { checkImage, imagePath, images, publish, type ImageCheck } from './images.ts';
import type { ImageOwner } from './picture-address.ts';
import { renditionsOf } from './renditions.ts';

/** What it takes to decode 25 million pixels: 1.3 GB, and some seconds. */
export const lookingTakes = { memory: 2048, timeout: 28_000 } as const;

/**
 * Looks into an uploaded image, every pixel, and lays it in all widths where anyone may load it, if it can be shown.
 * @param before its check, if there is one that is not settled
 * @throws Problem not-found when nothing has been uploaded
 */
export const lookedInto = Object.assign(
  async (
    owner: ImageOwner,
    imageId: Id<'image'>,
    before: ImageCheck | undefined,
    now: Instant,
  ): Promise<Change<ImageCheck>> => {
    const file = await images.whole(imagePath(owner, imageId));
    if (!file) throw new Problem('not-found');
    const found = await lookInto(file.bytes, file.contentType, [jpeg, png, webp]);
    if (typeof found !== 'string') await publish(owner, imageId, await renditionsOf(found));
    return checkImage(imageId, owner, { found, before }, now);
  },
  together('image.look', images.whole, publish),
);
