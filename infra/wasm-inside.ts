import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const binaries: Readonly<Record<string, string>> = {
  webpDecoder: '@jsquash/webp/codec/dec/webp_dec.wasm',
  webpEncoder: '@jsquash/webp/codec/enc/webp_enc_simd.wasm',
};

/**
 * Puts into the bundles what is not JavaScript, so that a use case stays one file: the decoder of WebP pictures, and the
 * encoder.
 */
export const wasmInside: Plugin = {
  name: 'wasm-inside',
  setup(build) {
    build.onLoad({ filter: /shared\/kernel\/files\/webp-(?:de|en)coder\.ts$/ }, async ({ path }) => {
      const name = path.endsWith('webp-decoder.ts') ? 'webpDecoder' : 'webpEncoder';
      const binary = await readFile(createRequire(import.meta.url).resolve(binaries[name]!));
      return { contents: `export const ${name} = () => Buffer.from('${binary.toString('base64')}', 'base64');` };
    });
  },
};
