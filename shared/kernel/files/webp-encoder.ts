import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** libwebp's encoder in WebAssembly. In a bundle it is inside: infra/wasm-inside.ts puts it in the place of this file. */
export const webpEncoder = (): Uint8Array =>
  readFileSync(createRequire(import.meta.url).resolve('@jsquash/webp/codec/enc/webp_enc_simd.wasm'));
