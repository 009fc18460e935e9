/** Pictures drawn anew: their shape stays, nothing is enlarged, and nothing is left of what was in the file but its pixels. */
import { webpEncoding, type Encode } from './encode-webp.ts';
import { onItsSide, shrink, upright, type Pixels } from './pixels.ts';
import { sizeOf, type Picture } from './picture.ts';

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

/** Pixels as WebP, of at most so many bytes: as good as it can be, then smaller. */
export const encodedWithin = (encode: Encode, pixels: Pixels, maxBytes: number): Buffer => {
  const fits = (bytes: Buffer): boolean => bytes.length <= maxBytes;
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
  return encodedWithin(encode, shrink(pixels, width, height), maxBytes);
};

/** The pixels of a picture at most so wide, upright. */
export const shrunkUpright = (picture: Picture, most: number): Pixels => {
  const { width, height } = fitted(sizeOf(picture), most);
  // Turned when it is small: a quarter of the work, and less memory.
  const [w, h] = onItsSide(picture.orientation) ? [height, width] : [width, height];
  return upright(shrink(picture.pixels, w, h), picture.orientation);
};

/** One rendition of a picture, at most so wide and of so many bytes. */
export const drawnAnew = async (picture: Picture, most: number, maxBytes: number): Promise<Buffer> =>
  encodedWithin(await webpEncoding(), shrunkUpright(picture, most), maxBytes);
