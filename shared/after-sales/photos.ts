/** Pictures by which buyers and shops show what is the matter with goods. Apart, so that only what reads them carries the S3 client. */
import * as z from 'zod';
import { together } from '../kernel/doors/access.ts';
import { files } from '../kernel/files/bucket.ts';
import { refusals, type Refusal } from '../kernel/files/picture.ts';
import { Problem } from '../kernel/problems.ts';
import { id, type AccountId, type Id, type MerchantId } from '../kernel/values/ids.ts';
import type { Return, Side } from './return.ts';

/** Bytes of a picture as it is uploaded. */
export const maxPhotoBytes = 5 * 1024 * 1024;

/** What is uploaded, as it came: gone after a day. */
export const photoUploads = /* @__PURE__ */ files('media', 'return-uploads');
/** The same drawn anew, for the buyer, the shop and the platform: nobody else is given its address. */
export const returnPhotos = /* @__PURE__ */ files('media', 'return-photos');

/** Whose picture it is: a buyer's, or a shop's. */
export type PhotoOwner = AccountId | MerchantId;

/** Below the owner's own folder, so that nobody can name another's picture. */
export const photoPath = (owner: PhotoOwner, imageId: Id<'image'>): string => `${owner}/${imageId}`;

/** The pictures that go along with a step. */
export const Photos = z.array(id('image')).max(6).optional();

/** What the owner is told of a picture. */
export const PhotoCheck = z.object({
  imageId: id('image'),
  state: z.enum(['checked', 'refused']),
  refusal: z.object({
    reason: z.enum(Object.keys(refusals) as Refusal[]),
    words: z.object({ en: z.string(), zh: z.string() }),
  }).optional(),
});

/** Lets only pictures go along that their owner has uploaded and that were checked. @throws Problem image-missing */
export const mustHavePhotos = Object.assign(
  async (owner: PhotoOwner, photos: readonly Id<'image'>[] = []): Promise<void> => {
    const found = await Promise.all(photos.map((one) => returnPhotos.size(photoPath(owner, one))));
    if (found.some((bytes) => bytes === undefined)) throw new Problem('image-missing');
  },
  together('return.photos', returnPhotos.size),
);

/** Addresses of all pictures that go along with the steps of a return, by their ids. */
export const photoLinks = Object.assign(
  async ({ taken, buyerId, merchantId }: Return): Promise<ReadonlyMap<string, string>> => {
    const ownerOf = (by: Side): PhotoOwner => (by === 'buyer' ? buyerId : merchantId);
    const all = taken.flatMap(({ by, photos = [] }) =>
      photos.map((one) => [one, photoPath(ownerOf(by), one)] as const)
    );
    return new Map(await Promise.all(all.map(async ([one, path]) => [one, await returnPhotos.link(path)] as const)));
  },
  together('return.photo-links', returnPhotos.link),
);
