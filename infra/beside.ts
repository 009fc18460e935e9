import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { projectRoot } from './declarations.ts';

const reader = 'shared/kernel/files/font.ts';
const font = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** Ten megabytes of a font are read where they lie, beside the deployed bundle that sets type in it. */
export const fontBeside: Plugin = {
  name: 'font-beside',
  setup(build) {
    build.onLoad({ filter: new RegExp(`${reader}$`) }, () => ({
      contents: `import { readFileSync } from 'node:fs';
        export const font = () => readFileSync(new URL('./font.ttf', import.meta.url));`,
    }));
  },
};

/** Puts the font beside each bundle that reads it. */
export const putFontsBeside = async ({ outputs }: Metafile): Promise<void> => {
  const bundles = Object.entries(outputs).filter(([file, { inputs }]) => file.endsWith('.mjs') && reader in inputs);
  await Promise.all(
    bundles.map(([file]) =>
      copyFile(createRequire(import.meta.url).resolve(font), join(projectRoot, dirname(file), 'font.ttf'))
    ),
  );
};
