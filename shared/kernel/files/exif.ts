import type { Orientation } from './pixels.ts';

const orientationTag = 0x0112;

/**
 * The orientation that a block of Exif tells (a TIFF file, 6.0, 2: header, then the first directory); upright when it
 * tells none, or cannot be read: a picture is shown without what is said about it.
 */
export const orientationOf = (exif: Buffer | undefined): Orientation => {
  try {
    const tiff = exif?.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
    const order = tiff?.toString('latin1', 0, 2);
    if (!tiff || (order !== 'II' && order !== 'MM')) return 1;
    const short = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let left = short(directory), at = directory + 2; left > 0; left -= 1, at += 12) {
      if (short(at) !== orientationTag) continue;
      const value = short(at + 8);
      return value >= 1 && value <= 8 ? value as Orientation : 1;
    }
    return 1;
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
};
