import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/** Puts into the bundles what is not JavaScript, so that a use case stays one file: the decoder of WebP pictures. */
export const wasmInside: Plugin = {
  name: 'wasm-inside',
  setup(build) {
    build.onLoad({ filter: /shared\/kernel\/files\/webp-decoder\.ts$/ }, async () => {
      const binary = await readFile(createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm'));
      return { contents: `export const webpDecoder = () => Buffer.from('${binary.toString('base64')}', 'base64');` };
    });
  },
};
