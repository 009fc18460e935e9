import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Noto Sans SC, with every character that a Chinese name may have. Deployed it lies beside the bundle: infra/beside.ts. */
export const font = (): Buffer =>
  readFileSync(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  );
