import { decode } from 'jpeg-js';
import { Unfit, type Layout, type PictureType } from './picture.ts';

/** More passes over a picture than any program makes are there to keep the decoder busy. */
const maxScans = 40;

/** Markers that stand alone, without a length and content. */
const alone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Markers of a frame: they say its size. 0xc4, 0xc8 and 0xcc are something else. */
const frame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Where the next marker stands after the compressed data of a scan, in which 0xff is followed by 0 or by a restart. */
const afterScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== 0 && next !== 0xff && !(next !== undefined && alone(next))) return at;
  }
  throw new Unfit('broken');
};

/** ITU-T T.81, annex B: markers with their segments, up to the end of the image. */
const layout = (bytes: Buffer): Layout => {
  let size: { width: number; height: number } | undefined;
  let exif: Buffer | undefined;
  let scans = 0;
  for (let at = 2;;) {
    if (bytes.readUInt8(at) !== 0xff) throw new Unfit('broken');
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xd9) {
      if (!size || scans === 0) throw new Unfit('broken');
      return { ...size, end: at + 2, exif };
    }
    if (marker === 0xff) {
      at += 1;
    } else if (alone(marker)) {
      at += 2;
    } else {
      const next = at + 2 + bytes.readUInt16BE(at + 2);
      if (frame(marker)) {
        if (size) throw new Unfit('broken');
        size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
      }
      if (marker === 0xe1 && bytes.toString('latin1', at + 4, at + 10) === 'Exif\0\0') {
        exif ??= bytes.subarray(at + 4, next);
      }
      if (marker === 0xda) scans += 1;
      if (scans > maxScans) throw new Unfit('broken');
      at = marker === 0xda ? afterScan(bytes, next) : next;
    }
  }
};

export const jpeg: PictureType = {
  contentType: 'image/jpeg',
  begins: (bytes) => bytes.subarray(0, 3).equals(Buffer.of(0xff, 0xd8, 0xff)),
  layout,
  decode: (bytes) => decode(bytes, { useTArray: true, tolerantDecoding: false, maxMemoryUsageInMB: 1024 }),
};
