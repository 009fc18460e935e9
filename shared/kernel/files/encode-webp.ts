import encoder from '@jsquash/webp/codec/enc/webp_enc_simd.js';
import { defaultOptions } from '@jsquash/webp/meta.js';
import type { Pixels } from './pixels.ts';
import { webpEncoder } from './webp-encoder.ts';

/** A picture as WebP, with nothing in it but pixels. @param quality 0 to 100 */
export type Encode = (pixels: Pixels, quality: number) => Buffer;

/** libwebp's encoder, once for all sizes of a picture. */
export const webpEncoding = async (): Promise<Encode> => {
  const libwebp = await encoder({ wasmBinary: webpEncoder(), noInitialRun: true });
  return ({ data, width, height }, quality) => {
    const encoded = libwebp.encode(data as Uint8Array<ArrayBuffer>, width, height, { ...defaultOptions, quality });
    if (!encoded) throw new Error(`libwebp cannot encode ${width} by ${height} pixels`);
    return Buffer.from(encoded);
  };
};
