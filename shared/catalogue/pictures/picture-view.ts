import * as z from 'zod';

/** Pixels of the widths in which pictures of goods are kept: three for pages, by the room there is, one for looking closely. */
export const widths = { small: 320, medium: 640, large: 1280, zoom: 2048 } as const;
export type Size = keyof typeof widths;

/** Where the renditions of an image lie below the public prefix, one for each width. */
export const renditionPath = (merchantId: string, imageId: string, size: Size): string =>
  `${merchantId}/${imageId}/${widths[size]}.webp`;

/** A picture as a page shows it. */
export type PictureView = z.infer<typeof PictureView>;
export const PictureView = z.object({ small: z.string(), medium: z.string(), large: z.string() }).meta({
  id: 'PictureView',
  description:
    'Addresses below that of the site, for anyone and for good: WebP, at the most 320, 640 and 1280 pixels wide, and as wide as what was uploaded if that is less',
});

const addressOf = (merchantId: string, imageId: string, size: Size): string =>
  `/media/${renditionPath(merchantId, imageId, size)}`;

/** The addresses of a checked image follow from its id: nothing is read, nothing is signed. */
export const pictureView = (merchantId: string, imageId: string): PictureView => ({
  small: addressOf(merchantId, imageId, 'small'),
  medium: addressOf(merchantId, imageId, 'medium'),
  large: addressOf(merchantId, imageId, 'large'),
});

/** A picture that can be looked at closely. */
export type CloseView = z.infer<typeof CloseView>;
export const CloseView = PictureView.extend({ zoom: z.string() }).meta({
  id: 'CloseView',
  description: 'A picture as pages show it, and at the most 2048 pixels wide for who looks closely',
});

export const closeView = (merchantId: string, imageId: string): CloseView => ({
  ...pictureView(merchantId, imageId),
  zoom: addressOf(merchantId, imageId, 'zoom'),
});
