/**
 * Bundles every use case: for deployment complete and minified (`dist/functions`, and what browsers load in `dist/web`),
 * on the laptop with shared chunks, and again what a change is part of. `npm run bundle` builds and prints what the
 * bundles weigh.
 */
import { watch } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile, type OutputFile } from 'esbuild';
import { fontBeside, putFontsBeside } from './beside.ts';
import { complaintsOf } from './complaints.ts';
import { listUseCases, projectRoot, type UseCaseFile } from './declarations.ts';
import { leanSdk } from './lean-sdk.ts';
import { wasmInside } from './wasm-inside.ts';
import { buildWeb } from './web.ts';

/** `ordering-place-order` */
export const bundleName = ({ context: owner, name }: UseCaseFile): string => `${owner}-${name}`;

/** Where the deployable bundle of a use case is: `index.mjs` and its source map. */
export const bundleDirectory = (useCase: UseCaseFile): string =>
  join(projectRoot, 'dist/functions', bundleName(useCase));

export interface Rebuilt {
  /** Names of the bundles whose code is no longer the same (`ordering-place-order`). */
  readonly changed: readonly string[];
  /** The files whose change it was, relative to the project. */
  readonly files: readonly string[];
  /** What esbuild has to complain about; the bundles are then left as they were. */
  readonly errors: readonly string[];
}

export interface Watching {
  /** The folder of the bundles: `<folder>/ordering-place-order/index.mjs`. It is emptied first. */
  readonly folder: string;
  readonly onRebuilt: (rebuilt: Rebuilt) => void;
}

export interface Bundling {
  readonly metafile: Metafile;
  /** Ends the watching; without watching there is nothing to end. */
  stop(): Promise<void>;
}

/** How bundles are made: the deployed ones and those that measurements compare with. */
export const bundleOptions = (useCases: readonly UseCaseFile[]): BuildOptions => ({
  absWorkingDir: projectRoot,
  entryPoints: useCases.map((useCase) => ({ in: useCase.file, out: `${bundleName(useCase)}/index` })),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  // Libraries in CommonJS ask for Node's own modules by `require`, which a module does not have by itself.
  banner: { js: "import{createRequire as requireBy}from'node:module';const require=requireBy(import.meta.url);" },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // Asked for when somebody writes an address: pages that are rendered never do.
  external: ['../countries.ts'],
  plugins: [leanSdk, wasmInside],
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'silent',
});

/**
 * Bundles all use cases. With `watch`, goes on until stopped and tells of each rebuild, the bundles written by then.
 * @throws the errors of esbuild, each with its place, when the first build fails.
 */
export const bundleAll = async ({ watch: watching }: { watch?: Watching } = {}): Promise<Bundling> => {
  return watching ? watchBundles(watching) : buildBundles(listUseCases());
};

/** So many at a time: esbuild holds all outputs of a build in memory until it writes them, some 30 MB for each. */
const batch = 60;

const buildBundles = async (useCases: readonly UseCaseFile[]): Promise<Bundling> => {
  const outdir = join(projectRoot, 'dist/functions');
  await rm(outdir, { recursive: true, force: true });
  const metafile: Metafile = { inputs: {}, outputs: {} };
  for (let first = 0; first < useCases.length; first += batch) {
    const options = bundleOptions(useCases.slice(first, first + batch));
    const built = await build({
      ...options,
      plugins: [...options.plugins ?? [], fontBeside],
      outdir,
      minify: true,
      charset: 'utf8',
      metafile: true,
    });
    Object.assign(metafile.inputs, built.metafile.inputs);
    Object.assign(metafile.outputs, built.metafile.outputs);
  }
  await putFontsBeside(metafile);
  await writeFile(join(projectRoot, 'dist/meta.json'), JSON.stringify(metafile));
  return { metafile, stop: async () => {} };
};

/**
 * Linking each function with its own copy of the SDK takes long for hundreds of them; with shared chunks it takes
 * tenths of a second. When a file changes, only those are bundled again that it is part of.
 */
const watchBundles = async ({ folder: outdir, onRebuilt }: Watching): Promise<Bundling> => {
  await rm(outdir, { recursive: true, force: true });
  const imports = new Map<string, readonly string[]>();
  const written = new Map<string, string>();
  const bundle = async (useCases: readonly UseCaseFile[]) => {
    const { metafile, outputFiles } = await build({
      ...bundleOptions(useCases),
      outdir,
      splitting: true,
      chunkNames: 'shared/[hash]',
      metafile: true,
      write: false,
    });
    for (const [file, input] of Object.entries(metafile.inputs)) {
      imports.set(
        file,
        input.imports.map(({ path }) => path),
      );
    }
    return { metafile, changed: await writeChanged(outputFiles, written) };
  };
  const { metafile } = await bundle(listUseCases());

  const touched = new Set<string>();
  const rebuild = async (): Promise<void> => {
    const files = [...touched];
    touched.clear();
    try {
      const stale = withImporters(files, imports);
      const { changed } = await bundle(listUseCases().filter(({ file }) => stale.has(file) || !imports.has(file)));
      onRebuilt({ changed: changed.flatMap((file) => entryOf(outdir, file)), files, errors: [] });
    } catch (error) {
      // The next change may mend it.
      files.forEach((file) => touched.add(file));
      onRebuilt({ changed: [], files, errors: complaintsOf(error) });
    }
  };
  let running = Promise.resolve();
  let waiting: NodeJS.Timeout | undefined;
  // esbuild's own watching polls, and may take seconds to notice.
  const watchers = ['functions', 'shared', 'web/shared', 'web/storefront'].map((folder) =>
    watch(join(projectRoot, folder), { recursive: true }, (_, file) => {
      if (file) touched.add(join(folder, file));
      clearTimeout(waiting);
      // An editor writes a file in several steps, and often several files at once.
      waiting = setTimeout(() => {
        running = running.then(rebuild);
      }, 50);
    })
  );
  return {
    metafile,
    stop: async () => {
      for (const watcher of watchers) watcher.close();
      clearTimeout(waiting);
      await running;
    },
  };
};

/** These files, and all that import one of them, however indirectly. */
export const withImporters = (
  files: Iterable<string>,
  imports: ReadonlyMap<string, readonly string[]>,
): Set<string> => {
  const edges = [...imports].flatMap(([importer, imported]) => imported.map((file) => ({ importer, file })));
  const importers = Map.groupBy(edges, ({ file }) => file);
  const found = new Set(files);
  // A set's loop comes to what is added in it, too.
  for (const file of found) for (const { importer } of importers.get(file) ?? []) found.add(importer);
  return found;
};

/**
 * Writes the files that are not yet as they should be and returns their paths. Chunks carry their content's hash in
 * their name.
 */
const writeChanged = async (files: readonly OutputFile[], written: Map<string, string>): Promise<string[]> => {
  const changed = files.filter(({ path, hash }) => written.get(path) !== hash);
  await Promise.all(
    changed.map(async ({ path, contents, hash }) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, contents);
      written.set(path, hash);
    }),
  );
  return changed.map(({ path }) => path);
};

const entryOf = (outdir: string, file: string): string[] => {
  const [name = '', rest] = relative(outdir, file).split('/');
  return rest === 'index.mjs' ? [name] : [];
};

/** The weight of each bundle and of its five largest inputs, heaviest first. */
export const weigh = ({
  outputs,
}: Metafile): { name: string; bytes: number; largest: { input: string; bytes: number }[] }[] =>
  Object.entries(outputs)
    .filter(([file]) => file.endsWith('.mjs'))
    .map(([file, { bytes, inputs }]) => ({
      name: relative('dist/functions', dirname(file)),
      bytes,
      largest: Object.entries(inputs)
        .map(([input, { bytesInOutput }]) => ({ input: input.replace(/^.*node_modules\//, ''), bytes: bytesInOutput }))
        .sort((a, b) => b.bytes - a.bytes)
        .slice(0, 5),
    }))
    .sort((a, b) => b.bytes - a.bytes);

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

const report = (metafile: Metafile): void => {
  for (const { name, bytes, largest } of weigh(metafile)) {
    console.log(`${kilobytes(bytes).padStart(10)}  ${name}`);
    for (const { input, bytes: part } of largest) console.log(`${kilobytes(part).padStart(22)}  ${input}`);
  }
};

if (import.meta.main) {
  const started = performance.now();
  const [{ metafile }] = await Promise.all([bundleAll(), buildWeb(join(projectRoot, 'dist/web'))]);
  if (process.argv.includes('--report')) report(metafile);
  const bundles = weigh(metafile);
  const total = bundles.reduce((sum, { bytes }) => sum + bytes, 0);
  console.error(
    `${bundles.length} bundles, ${kilobytes(total)}, in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}
