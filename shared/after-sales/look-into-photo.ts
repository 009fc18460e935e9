import type * as z from 'zod';
import { together } from '../kernel/doors/access.ts';
import { drawnAnew } from '../kernel/files/drawn-anew.ts';
import { jpeg } from '../kernel/files/picture-jpeg.ts';
import { png } from '../kernel/files/picture-png.ts';
import { webp } from '../kernel/files/picture-webp.ts';
import { lookInto, refusals } from '../kernel/files/picture.ts';
import { Problem } from '../kernel/problems.ts';
import type { Id } from '../kernel/values/ids.ts';
import { photoPath, photoUploads, returnPhotos, type PhotoCheck, type PhotoOwner } from './photos.ts';

/** Pixels of its width and bytes, at the most: what shows a scratch. */
const [widest, heaviest] = [2048, 400_000];

/**
 * Looks into an uploaded picture, every pixel, and draws it anew if it can be shown.
 * @throws Problem not-found when nothing has been uploaded
 */
export const lookIntoPhoto = Object.assign(
  async (owner: PhotoOwner, imageId: Id<'image'>): Promise<z.infer<typeof PhotoCheck>> => {
    const path = photoPath(owner, imageId);
    const file = await photoUploads.whole(path);
    if (!file) throw new Problem('not-found');
    const found = await lookInto(file.bytes, file.contentType, [jpeg, png, webp]);
    if (typeof found === 'string') {
      return { imageId, state: 'refused', refusal: { reason: found, words: refusals[found] } };
    }
    await returnPhotos.write(path, await drawnAnew(found, widest, heaviest), 'image/webp');
    return { imageId, state: 'checked' };
  },
  together('return.look-into-photo', photoUploads.whole, returnPhotos.write),
);
