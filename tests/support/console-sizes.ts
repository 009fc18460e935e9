/** What the consoles weigh in a browser, and how long their screens are in their files. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { screenFiles } from '../../docs/generators/screens.ts';
import { consoleOptions, scriptsOf } from '../../infra/web.ts';

export interface ConsoleSizes {
  /** Bytes of scripts, gzipped, before anything is shown. */
  readonly shell: number;
  /** The same with the first list, the shop's orders. */
  readonly firstList: number;
  /** What each screen adds to the kit, by its file. */
  readonly screens: readonly { readonly file: string; readonly bytes: number }[];
}

const folder = 'web/console';
/** What a screen is shown by: loaded with the first of its kind. */
const kit = [
  'main.tsx',
  '../merchant-fields.ts',
  'kit/furnished.tsx',
  'kit/list.tsx',
  'kit/detail.tsx',
  'kit/page-form.tsx',
];

/** Builds the consoles as they are deployed, and weighs them. What is loaded when it is looked at is not counted. */
export const consoleSizes = async (): Promise<ConsoleSizes> => {
  const { metafile, outputFiles } = await build({ ...consoleOptions(), outdir: folder, metafile: true, write: false });
  const bytesOf = new Map(
    outputFiles.map(({ path, contents }) => [path.slice(path.indexOf(folder)), gzipSync(contents).length]),
  );
  const scripts = (...names: string[]): string[] => scriptsOf(metafile, names);
  const sum = (paths: readonly string[]): number => paths.reduce((bytes, path) => bytes + (bytesOf.get(path) ?? 0), 0);
  const withKit = new Set(scripts(...kit));
  return {
    shell: sum(scripts('main.tsx')),
    firstList: sum(scripts(...kit.slice(0, 4), 'merchant/ordering/orders.screen.tsx')),
    screens: screenFiles().map(({ name }) => ({
      file: `${folder}/${name}.screen.tsx`,
      bytes: sum(scripts(`${name}.screen.tsx`).filter((path) => !withKit.has(path))),
    })).toSorted((a, b) => b.bytes - a.bytes),
  };
};

/** Lines of each screen's file, shortest first. */
export const screenLines = (): readonly { readonly file: string; readonly kind: string; readonly lines: number }[] =>
  screenFiles().map(({ name, kind }) => {
    const file = `${folder}/${name}.screen.tsx`;
    return { file, kind, lines: readFileSync(file, 'utf8').trimEnd().split('\n').length };
  }).toSorted((a, b) => a.lines - b.lines);
