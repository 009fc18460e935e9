/** What the consoles weigh in a browser, and how long their screens are in their files. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { screenFiles } from '../../docs/generators/screens.ts';
import { consoleOptions } from '../../infra/web.ts';

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
const kit = ['furnished', 'list', 'detail', 'page-form'].map((name) => `${folder}/kit/${name}.tsx`);

/** Builds the consoles as they are deployed, and weighs them. What is loaded when it is looked at is not counted. */
export const consoleSizes = async (): Promise<ConsoleSizes> => {
  const { metafile, outputFiles } = await build({ ...consoleOptions(), outdir: folder, metafile: true, write: false });
  const bytesOf = new Map(
    outputFiles.map(({ path, contents }) => [path.slice(path.indexOf(folder)), gzipSync(contents).length]),
  );
  const fileOf = new Map(Object.entries(metafile.outputs).map(([path, { entryPoint }]) => [entryPoint, path]));
  /** A script with all that it imports at once, and theirs. */
  const closure = (entry: string, known = new Set<string>()): Set<string> => {
    const follow = (path: string): void => {
      if (known.has(path)) return;
      known.add(path);
      for (const { path: next, kind } of metafile.outputs[path]!.imports) if (kind === 'import-statement') follow(next);
    };
    follow(fileOf.get(entry)!);
    return known;
  };
  const sum = (paths: Iterable<string>): number =>
    Array.from(paths).reduce((bytes, path) => bytes + (bytesOf.get(path) ?? 0), 0);
  const shell = closure(`${folder}/main.tsx`);
  const first = [kit[0]!, kit[1]!, `${folder}/merchant/ordering/orders.screen.tsx`];
  const withKit = kit.reduce((known, entry) => closure(entry, known), new Set(shell));
  return {
    shell: sum(shell),
    firstList: sum(first.reduce((known, entry) => closure(entry, known), new Set(shell))),
    screens: screenFiles().map(({ name }) => {
      const file = `${folder}/${name}.screen.tsx`;
      return { file, bytes: sum([...closure(file)].filter((path) => !withKit.has(path))) };
    }).toSorted((a, b) => b.bytes - a.bytes),
  };
};

/** Lines of each screen's file, shortest first. */
export const screenLines = (): readonly { readonly file: string; readonly kind: string; readonly lines: number }[] =>
  screenFiles().map(({ name, kind }) => {
    const file = `${folder}/${name}.screen.tsx`;
    return { file, kind, lines: readFileSync(file, 'utf8').trimEnd().split('\n').length };
  }).toSorted((a, b) => a.lines - b.lines);
