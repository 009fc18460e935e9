/** A decoded picture: red, green, blue and alpha of each pixel, a byte each, row by row. Not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** sRGB to linear light (IEC 61966-2-1): averages of what is stored would come out too dark. */
const toLight = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Steps of light that are told apart on the way back: enough for each byte to come back as it was. */
const steps = 16_384;
const toByte = Uint8Array.from({ length: steps + 1 }, (_, step) => {
  const light = step / steps;
  return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
});

/**
 * The columns that each column of a smaller picture covers: the first, and how much of it and of those behind it.
 * Together they are 1.
 */
const coverage = (from: number, to: number): { readonly first: number; readonly shares: Float32Array }[] =>
  Array.from({ length: to }, (_, i) => {
    const [start, end] = [(i * from) / to, ((i + 1) * from) / to];
    const first = Math.floor(start);
    const last = Math.min(from, Math.ceil(end));
    return {
      first,
      shares: Float32Array.from(
        { length: last - first },
        (_, k) => (Math.min(end, first + k + 1) - Math.max(start, first + k)) * (to / from),
      ),
    };
  });

/**
 * A smaller picture: each pixel is the average of the light of all that it covers, with what is transparent counting for
 * nothing. One pass over the rows, with memory for one row.
 * @param width at the most the picture's own, as `height`
 */
export const shrink = (pixels: Pixels, width: number, height: number): Pixels => {
  if (width === pixels.width && height === pixels.height) return pixels;
  const { data } = pixels;
  const columns = coverage(pixels.width, width);
  const rows = coverage(pixels.height, height);
  const out = new Uint8ClampedArray(width * height * 4);
  const sums = new Float32Array(width * 4);
  const wide = new Float32Array(width * 4);
  let narrowed = -1;
  for (const [y, { first, shares }] of rows.entries()) {
    sums.fill(0);
    for (const [k, share] of shares.entries()) {
      // A row at the edge of two is narrowed once.
      if (narrowed !== first + k) narrow(data, 4 * (first + k) * pixels.width, columns, wide);
      narrowed = first + k;
      for (let i = 0; i < sums.length; i += 1) sums[i]! += share * wide[i]!;
    }
    const at = y * width * 4;
    for (let i = 0; i < sums.length; i += 4) {
      const alpha = sums[i + 3]!;
      if (alpha === 0) continue;
      for (let c = 0; c < 3; c += 1) {
        out[at + i + c] = toByte[Math.min(steps, Math.round((steps * sums[i + c]!) / alpha))]!;
      }
      out[at + i + 3] = Math.round(255 * alpha);
    }
  }
  return { width, height, data: out };
};

/** Averages one row by the columns that are covered, as light times alpha, and alpha. */
const narrow = (
  data: Pixels['data'],
  at: number,
  columns: ReturnType<typeof coverage>,
  into: Float32Array,
): void => {
  for (let x = 0; x < columns.length; x += 1) {
    const { first, shares } = columns[x]!;
    let [r, g, b, a] = [0, 0, 0, 0];
    for (let k = 0, i = at + 4 * first; k < shares.length; k += 1, i += 4) {
      const alpha = (shares[k]! * data[i + 3]!) / 255;
      r += alpha * toLight[data[i]!]!;
      g += alpha * toLight[data[i + 1]!]!;
      b += alpha * toLight[data[i + 2]!]!;
      a += alpha;
    }
    into[4 * x] = r;
    into[4 * x + 1] = g;
    into[4 * x + 2] = b;
    into[4 * x + 3] = a;
  }
};

/** How a camera was held, as Exif tells it: 1 for upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Whether the camera lay on its side, so that width and height change places. */
export const onItsSide = (orientation: Orientation): boolean => orientation >= 5;

/** Turns and mirrors a picture so that it stands as it was seen. */
export const upright = (pixels: Pixels, orientation: Orientation): Pixels => {
  if (orientation === 1) return pixels;
  const [w, h] = [pixels.width, pixels.height];
  const [width, height] = onItsSide(orientation) ? [h, w] : [w, h];
  // Exif 2.3, 4.6.4 A: where the first row and the first column of what is stored are seen.
  const stored = {
    2: (x: number, y: number) => [w - 1 - x, y],
    3: (x: number, y: number) => [w - 1 - x, h - 1 - y],
    4: (x: number, y: number) => [x, h - 1 - y],
    5: (x: number, y: number) => [y, x],
    6: (x: number, y: number) => [y, h - 1 - x],
    7: (x: number, y: number) => [w - 1 - y, h - 1 - x],
    8: (x: number, y: number) => [w - 1 - y, x],
  }[orientation] as (x: number, y: number) => [number, number];
  const data = new Uint8ClampedArray(pixels.data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [sx, sy] = stored(x, y);
      const [from, to] = [4 * (sy * w + sx), 4 * (y * width + x)];
      for (let c = 0; c < 4; c += 1) data[to + c] = pixels.data[from + c]!;
    }
  }
  return { width, height, data };
};
