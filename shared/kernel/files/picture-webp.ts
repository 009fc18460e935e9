import decoder from '@jsquash/webp/codec/dec/webp_dec.js';
import { Unfit, type Layout, type PictureType } from './picture.ts';
import type { Pixels } from './pixels.ts';
import { webpDecoder } from './webp-decoder.ts';

const text = (bytes: Buffer, from: number): string => bytes.toString('latin1', from, from + 4);

/** The size by the first chunk (RFC 9649): of the canvas, or of a picture that is alone, lossy or lossless. */
const sizeOf = (bytes: Buffer): { width: number; height: number } => {
  switch (text(bytes, 12)) {
    case 'VP8X':
      if (bytes.readUInt8(20) & 0x02) throw new Unfit('moving');
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      throw new Unfit('broken');
  }
};

/** The chunk of this name, if there is one before the end. */
const chunkOf = (bytes: Buffer, name: string, end: number): Buffer | undefined => {
  for (let at = 12; at + 8 <= end;) {
    const length = bytes.readUInt32LE(at + 4);
    if (text(bytes, at) === name) return bytes.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  return undefined;
};

const layout = (bytes: Buffer): Layout => {
  const length = bytes.readUInt32LE(4);
  const end = 8 + length + (length % 2);
  return { ...sizeOf(bytes), end, exif: chunkOf(bytes, 'EXIF', Math.min(end, bytes.length)) };
};

/**
 * By libwebp itself, in WebAssembly: what a hostile file can reach is the memory of a decoder that is there for it alone.
 */
const decode = async (bytes: Buffer, { width, height }: Layout): Promise<Pixels> => {
  const libwebp = await decoder({ wasmBinary: webpDecoder(), noInitialRun: true });
  const image = libwebp.decode(bytes);
  // A canvas of one size with a picture of another.
  if (image?.width !== width || image.height !== height) throw new Unfit('broken');
  return image;
};

export const webp: PictureType = {
  contentType: 'image/webp',
  begins: (bytes) => text(bytes, 0) === 'RIFF' && text(bytes, 8) === 'WEBP',
  layout,
  decode,
};
