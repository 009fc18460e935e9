import * as z from 'zod';
import { pictureAddress } from './picture-address.ts';

/** A picture as a page shows it. */
export type PictureView = z.infer<typeof PictureView>;
export const PictureView = z.object({ small: z.string(), medium: z.string(), large: z.string() }).meta({
  id: 'PictureView',
  description:
    'Addresses below that of the site, for anyone and for good: WebP, at the most 320, 640 and 1280 pixels wide, and as wide as what was uploaded if that is less',
});

/** The addresses of a checked image follow from its id: nothing is read, nothing is signed. */
export const pictureView = (owner: string, imageId: string): PictureView => ({
  small: pictureAddress(owner, imageId, 'small'),
  medium: pictureAddress(owner, imageId, 'medium'),
  large: pictureAddress(owner, imageId, 'large'),
});

/** A picture that can be looked at closely. */
export type CloseView = z.infer<typeof CloseView>;
export const CloseView = PictureView.extend({ zoom: z.string() }).meta({
  id: 'CloseView',
  description: 'A picture as pages show it, and at the most 2048 pixels wide for who looks closely',
});

export const closeView = (owner: string, imageId: string): CloseView => ({
  ...pictureView(owner, imageId),
  zoom: pictureAddress(owner, imageId, 'zoom'),
});

/** Where a video lies below the public prefix. */
export const playablePath = (merchantId: string, videoId: string): string => `${merchantId}/${videoId}.mp4`;

/** Where a checked video is played from, for anyone and for good. */
export const videoAddress = (merchantId: string, videoId: string): string =>
  `/media/${playablePath(merchantId, videoId)}`;
