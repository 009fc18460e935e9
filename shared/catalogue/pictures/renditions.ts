import { encodedWithin, fitted, shrunkUpright } from '../../kernel/files/drawn-anew.ts';
import { webpEncoding } from '../../kernel/files/encode-webp.ts';
import { shrink, type Pixels } from '../../kernel/files/pixels.ts';
import { sizeOf, type Picture } from '../../kernel/files/picture.ts';
import { widths, type Size } from './picture-address.ts';

/** Bytes of a rendition: what a page loads while somebody waits, 60 kB at the most, and what is loaded to look closely. */
export const maxBytes: Readonly<Record<Size, number>> = {
  small: 25_000,
  medium: 60_000,
  large: 60_000,
  zoom: 400_000,
};

/** Draws a picture anew in each width, upright, with nothing of what was in the file but its pixels. */
export const renditionsOf = async (picture: Picture): Promise<Readonly<Record<Size, Buffer>>> => {
  const encode = await webpEncoding();
  const encoded = (pixels: Pixels, size: Size): Buffer => encodedWithin(encode, pixels, maxBytes[size]);
  const seen = sizeOf(picture);
  const zoom = shrunkUpright(picture, widths.zoom);
  const smaller = (from: Pixels, size: Size): Pixels => {
    const to = fitted(seen, widths[size]);
    return shrink(from, to.width, to.height);
  };
  const large = smaller(zoom, 'large');
  const medium = smaller(large, 'medium');
  return {
    small: encoded(smaller(medium, 'small'), 'small'),
    medium: encoded(medium, 'medium'),
    large: encoded(large, 'large'),
    zoom: encoded(zoom, 'zoom'),
  };
};
