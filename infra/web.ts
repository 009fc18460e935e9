/**
 * Builds what browsers load. The shop's scripts and styles are below one folder that is named by what is in it, so that a
 * page and its scripts always fit, and each may be kept for good. Each script of the consoles is named by what is in it; one
 * page names the first of them.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { globSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type BuildOptions, type Metafile, type OutputFile } from 'esbuild';
import { Locale } from '../shared/kernel/values/text.ts';
import { complaintsOf } from './complaints.ts';
import { projectRoot } from './declarations.ts';

export interface BuiltWeb {
  /** Where pages find scripts and styles: `/assets/3f2a9c01b2d4`. */
  readonly assets: string;
  readonly metafile: Metafile;
}

const options: BuildOptions = {
  absWorkingDir: projectRoot,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['es2023', 'chrome115', 'firefox115', 'safari16.4'],
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  jsx: 'automatic',
  minify: true,
  charset: 'utf8',
  metafile: true,
  write: false,
  logLevel: 'silent',
};

/** `islands/buy` of `web/storefront/islands/buy.island.tsx` */
const entriesOf = (pattern: string, out: (name: string) => string): { in: string; out: string }[] =>
  globSync(pattern, { cwd: projectRoot }).toSorted().map((file) => ({
    in: file,
    out: out(basename(file).replace(/(\.\w+)?\.\w+$/, '')),
  }));

export const storefrontOptions = (): BuildOptions => ({
  ...options,
  jsxImportSource: 'preact',
  entryPoints: [
    { in: 'web/storefront/browser.ts', out: 'browser' },
    { in: 'web/storefront/suggestions.ts', out: 'suggestions' },
    { in: 'web/storefront/styles/shop.css', out: 'shop' },
    ...entriesOf('web/storefront/islands/*.island.tsx', (name) => `islands/${name}`),
  ],
});

/** What a page loads beyond what all have in common. */
export interface PageScripts {
  /** `product` of `web/storefront/pages/product.page.tsx`; `refused` for the page of every refusal. */
  readonly name: string;
  /** `islands/buy` */
  readonly islands: readonly string[];
  /** Sections of the words that they read: `cart` of `w.cart.title`. */
  readonly words: readonly string[];
}

/** What each page of the shop loads, read from what its files import and say. */
export const scriptsOfPages = async (): Promise<PageScripts[]> => {
  const frame = 'web/storefront/parts/shell.tsx';
  const pages = [...globSync('web/storefront/pages/**/*.page.tsx', { cwd: projectRoot }), 'web/storefront/refused.tsx'];
  const { metafile: { inputs } } = await build({
    ...options,
    entryPoints: [...pages, frame],
    jsxImportSource: 'preact',
    // What is asked and answered on the server says nothing in the browser.
    external: ['../../../functions/*', '../../../shared/*', '../../../../functions/*', '../../../../shared/*'],
    packages: 'external',
    outdir: '/',
    metafile: true,
    write: false,
  });
  const withImports = (files: readonly string[]): string[] => {
    const found = new Set(files);
    for (const file of found) for (const { path } of inputs[file]?.imports ?? []) if (path in inputs) found.add(path);
    return [...found];
  };
  return Promise.all(
    pages.toSorted().map(async (page) => {
      const islands = withImports([page, frame]).filter((file) => file.endsWith('.island.tsx'));
      const texts = await Promise.all(withImports(islands).map((file) => readFile(join(projectRoot, file), 'utf8')));
      return {
        name: basename(page).replace(/(\.page)?\.tsx$/, ''),
        islands: islands.filter((file) => !file.includes('/everywhere/'))
          .map((file) => `islands/${basename(file, '.island.tsx')}`).toSorted(),
        words: [
          ...new Set(texts.flatMap((text) => Array.from(text.matchAll(/\bw\.(\w+)/g), ([, section]) => section!))),
        ]
          .toSorted(),
      };
    }),
  );
};

/** The words of each page in each language: `words/zh/cart.js`. Sections that its islands do not read fall away. */
export const wordsOptions = (pages: readonly PageScripts[]): BuildOptions => {
  const files = new Map<string, string>(
    Locale.options.flatMap((locale) =>
      pages.map(({ name, words }) =>
        [
          `words/${locale}/${name}`,
          `export { ${words.join(', ')} } from './web/storefront/words/${locale}.ts';`,
        ] as const
      )
    ),
  );
  return {
    ...options,
    splitting: false,
    entryPoints: [...files.keys()].map((file) => ({ in: file, out: file })),
    plugins: [{
      name: 'words',
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /^words\// }, ({ path }) => ({ path, namespace: 'words' }));
        onLoad({ filter: /./, namespace: 'words' }, ({ path }) => ({
          contents: files.get(path)!,
          resolveDir: projectRoot,
        }));
      },
    }],
  };
};

export const consoleOptions = (): BuildOptions => ({
  ...options,
  jsxImportSource: 'react',
  entryPoints: [{ in: 'web/console/main.tsx', out: 'main' }],
  entryNames: '[name]-[hash]',
  define: { 'process.env.NODE_ENV': '"production"' },
});

/**
 * The scripts of some files of the consoles with all that they import at once, each once.
 * @param files below `web/console`: `kit/list.tsx`
 */
export const scriptsOf = ({ outputs }: Metafile, files: readonly string[]): string[] => {
  const entries = Object.fromEntries(Object.entries(outputs).map(([path, { entryPoint }]) => [entryPoint, path]));
  const found = new Set(files.map((file) => entries[join('web/console', file)]!));
  for (const path of found) {
    for (const { path: next, kind } of outputs[path]!.imports) if (kind === 'import-statement') found.add(next);
  }
  return [...found];
};

/** Writes the consoles into `<outdir>/console/`, in the place of those that were there. */
const writeConsole = async (outdir: string): Promise<void> => {
  const { outputFiles, metafile } = await build({
    ...consoleOptions(),
    outdir: '/console',
    metafile: true,
    write: false,
  });
  const page = await readFile(join(projectRoot, 'web/console/index.html'), 'utf8');
  const first = (end: string): string =>
    outputFiles.find(({ path }) => /^\/console\/main-[^/]+$/.test(path) && path.endsWith(end))!.path;
  const head = [
    `<link rel="stylesheet" href="${first('.css')}">`,
    `<script type="module" src="${first('.js')}"></script>`,
    // All at once, rather than one after the other as each is found to need the next.
    ...scriptsOf(metafile, ['main.tsx', 'kit/furnished.tsx', 'kit/list.tsx']).map((path) =>
      `<link rel="modulepreload" href="/${path.replace(/^\//, '')}">`
    ),
    '</head>',
  ].join('\n');
  await rm(join(outdir, 'console'), { recursive: true, force: true });
  await writeAll(outdir, [
    ...outputFiles,
    { path: '/console/index.html', contents: Buffer.from(page.replace('</head>', head)) },
  ]);
};

const writeAll = async (folder: string, files: readonly { path: string; contents: Uint8Array }[]): Promise<void> => {
  await Promise.all(files.map(async ({ path, contents }) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contents);
  }));
};

/**
 * Builds into `<outdir>/assets/<hash>/` and `<outdir>/console/`, and nothing else is left there. @throws the errors of esbuild, each with its place
 */
export const buildWeb = async (outdir: string): Promise<BuiltWeb> => {
  await rm(outdir, { recursive: true, force: true });
  const [shop] = await Promise.all([writeShop(outdir), writeConsole(outdir)]);
  return shop;
};

/** @param name of the folder, where it shall not be a hash */
const writeShop = async (outdir: string, name?: string): Promise<BuiltWeb> => {
  const [{ metafile, outputFiles }, words, icon] = await Promise.all([
    build({ ...storefrontOptions(), outdir: '/', metafile: true, write: false }),
    scriptsOfPages().then((pages) => build({ ...wordsOptions(pages), outdir: '/', metafile: true, write: false })),
    readFile(join(projectRoot, 'web/storefront/styles/icon.svg')),
  ]);
  const files = [
    ...[...outputFiles, ...words.outputFiles].map(({ path, contents }) => ({ path, contents })),
    { path: '/icon.svg', contents: icon },
  ];
  const folder = `assets/${name ?? hashOf(files)}`;
  await writeAll(join(outdir, folder), files);
  return { assets: `/${folder}`, metafile: metafile! };
};

/**
 * Builds into `<outdir>/assets/local/` and `<outdir>/console/`, and again whenever a file of theirs changes, until it is stopped.
 * @param onRebuilt told what esbuild complains of: then all is left as it was
 * @throws the errors of esbuild when the first build fails
 */
export const watchWeb = async (
  outdir: string,
  onRebuilt: (errors: readonly string[]) => void,
): Promise<{ stop(): Promise<void> }> => {
  await rm(outdir, { recursive: true, force: true });
  const parts = { storefront: () => writeShop(outdir, 'local'), console: () => writeConsole(outdir) };
  await Promise.all(Object.values(parts).map((write) => write()));
  const touched = new Set<string>();
  const rebuild = async (): Promise<void> => {
    const files = [...touched];
    touched.clear();
    // What is in neither is in both.
    const shared = files.some((file) => !/^(storefront|console)\//.test(file));
    const stale = Object.entries(parts).filter(([part]) => shared || files.some((file) => file.startsWith(`${part}/`)));
    await Promise.all(stale.map(([, write]) => write()));
  };
  let running = Promise.resolve();
  let waiting: NodeJS.Timeout | undefined;
  const watcher = watch(join(projectRoot, 'web'), { recursive: true }, (_, file) => {
    if (file) touched.add(file);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      running = running.then(rebuild).then(() => onRebuilt([]), (error: unknown) => onRebuilt(complaintsOf(error)));
    }, 50);
  });
  return {
    stop: async () => {
      watcher.close();
      clearTimeout(waiting);
      await running;
    },
  };
};

const hashOf = (files: readonly Pick<OutputFile, 'path' | 'contents'>[]): string => {
  const hash = createHash('sha256');
  for (const { path, contents } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(path).update(contents);
  }
  return hash.digest('hex').slice(0, 12);
};

/** Where deployed pages find what was built. @throws Error when it has not been built */
export const builtAssets = (): string => {
  const [built] = globSync('dist/web/assets/*', { cwd: projectRoot });
  if (!built) throw new Error('The pages have no scripts and styles: run `node infra/bundle.ts` first');
  return `/assets/${basename(built)}`;
};
