import * as z from 'zod';

/** Pixels of the widths in which pictures of goods are kept: for a list, for a page, for looking closely. */
export const widths = { small: 320, medium: 640, large: 1280 } as const;
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

/** The addresses of a checked image follow from its id: nothing is read, nothing is signed. */
export const pictureView = (merchantId: string, imageId: string): PictureView => {
  const at = (size: Size): string => `/media/${renditionPath(merchantId, imageId, size)}`;
  return { small: at('small'), medium: at('medium'), large: at('large') };
};
