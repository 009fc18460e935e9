/** Where pictures of goods and of the home page lie. They follow from the owner and the id, so that nothing is read for them. */
import type { MerchantId } from '../../kernel/values/ids.ts';

/** Whose those pictures of the home page are that no shop has uploaded. */
export const ofThePlatform = 'platform';
export type ImageOwner = MerchantId | typeof ofThePlatform | `person-${string}`;

/** Pixels of the widths in which pictures of goods are kept: three for pages, by the room there is, one for looking closely. */
export const widths = { small: 320, medium: 640, large: 1280, zoom: 2048 } as const;
export type Size = keyof typeof widths;

/** Where the renditions of an image lie below the public prefix, one for each width. */
export const renditionPath = (owner: string, imageId: string, size: Size): string =>
  `${owner}/${imageId}/${widths[size]}.webp`;

/** The address of a rendition below that of the site. */
export const pictureAddress = (owner: string, imageId: string, size: Size): string =>
  `/media/${renditionPath(owner, imageId, size)}`;
