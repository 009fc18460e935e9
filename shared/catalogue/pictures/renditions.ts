import { webpEncoding } from '../../kernel/files/encode-webp.ts';
import { onItsSide, shrink, upright, type Pixels } from '../../kernel/files/pixels.ts';
import { sizeOf, type Picture } from '../../kernel/files/picture.ts';
import { widths, type Size } from './picture-address.ts';

/** Bytes of a rendition: what a page loads while somebody waits, 60 kB at the most, and what is loaded to look closely. */
export const maxBytes: Readonly<Record<Size, number>> = {
  small: 25_000,
  medium: 60_000,
  large: 60_000,
  zoom: 400_000,
};

/** As good as it gets; what is too large then gets the best of these that is small enough. */
const best = 80;
const lower = [0, 10, 20, 30, 40, 50, 60, 70];

/** How high a rendition is at the most, in its widths: nobody looks at a mile of a page as one picture. */
const highest = 2;

/**
 * The size of a rendition: the shape stays, nothing is enlarged, and a side has at least one pixel.
 * @param size of the picture as it is seen
 */
export const fitted = (
  { width, height }: { readonly width: number; readonly height: number },
  most: number,
): { width: number; height: number } => {
  const scale = Math.min(1, most / width, (highest * most) / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/** Draws a picture anew in each width, upright, with nothing of what was in the file but its pixels. */
export const renditionsOf = async (picture: Picture): Promise<Readonly<Record<Size, Buffer>>> => {
  const encode = await webpEncoding();
  const encoded = (pixels: Pixels, size: Size): Buffer => {
    const fits = (bytes: Buffer): boolean => bytes.length <= maxBytes[size];
    const first = encode(pixels, best);
    if (fits(first)) return first;
    // Halved each time: a picture that is hard to compress takes as long as it must, and no longer.
    let found: Buffer | undefined;
    let [from, to] = [0, lower.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const bytes = encode(pixels, lower[middle]!);
      if (fits(bytes)) [found, from] = [bytes, middle + 1];
      else to = middle;
    }
    if (found) return found;
    // What is noise all over is drawn smaller.
    const { width, height } = fitted(pixels, Math.ceil(pixels.width * 0.75));
    return encoded(shrink(pixels, width, height), size);
  };
  const seen = sizeOf(picture);
  const { width, height } = fitted(seen, widths.zoom);
  // Turned when it is small: a quarter of the work, and less memory.
  const [w, h] = onItsSide(picture.orientation) ? [height, width] : [width, height];
  const zoom = upright(shrink(picture.pixels, w, h), picture.orientation);
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
