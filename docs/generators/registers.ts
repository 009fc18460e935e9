/**
 * What every context declares in its own folder, joined into the tables and lists that all share: written before anything
 * else is generated, since the contexts themselves rest on them.
 */
import { globSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../infra/declarations.ts';
import type { Register } from '../../shared/kernel/register.ts';

interface Found<M> {
  readonly context: string;
  readonly module: M;
}

/** The file of this name in each context that has one, by context. */
const inEachContext = <M>(file: string): Promise<Found<M>[]> =>
  Promise.all(
    globSync(`shared/*/${file}`, { cwd: projectRoot }).toSorted().map(async (path) => ({
      context: basename(dirname(path)),
      module: await import(pathToFileURL(join(projectRoot, path)).href) as M,
    })),
  );

export type Registers = readonly Found<{ readonly register: Register }>[];

export const loadRegisters = (): Promise<Registers> => inEachContext('register.ts');

/**
 * One table of all registers, by name. @throws Error when two contexts register the same name
 */
export const joined = <K extends keyof Register>(registers: Registers, table: K): Required<Register>[K] => {
  const owners = new Map<string, string>();
  for (const { context, module: { register } } of registers) {
    for (const name of Object.keys(register[table] ?? {})) {
      if (owners.has(name)) throw new Error(`${table}: ${owners.get(name)} and ${context} both register ${name}`);
      owners.set(name, context);
    }
  }
  return Object.assign({}, ...registers.map(({ module: { register } }) => register[table])) as Required<Register>[K];
};

const made = (from: string): string => `// Made by \`npm run generate\` from ${from}.\n`;

/** The tables that every bundle carries: data only, so that none of the contexts comes along. */
export const registeredOf = (registers: Registers): string => {
  const table = (name: 'ids' | 'problems' | 'settings', constant: string): string => `
export const ${constant} = {
${
    Object.entries(joined(registers, name)).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`)
      .join('\n')
  }
} as const;
`;
  return [
    made('shared/<context>/register.ts'),
    table('ids', 'idPrefixes'),
    table('problems', 'problemTable'),
    table('settings', 'settingKinds'),
  ].join('');
};

/** The list of all pages of the shop. */
export const pageList = (): Record<string, string> => {
  const files = globSync('web/storefront/pages/**/*.page.tsx', { cwd: projectRoot })
    .toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1));
  const nameOf = (file: string): string =>
    basename(file, '.page.tsx').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    'web/storefront/pages.ts': [
      made('web/storefront/pages/'),
      ...files.map((file) => `import ${nameOf(file)} from './${relative('web/storefront', file)}';\n`),
      `\nexport const pages = [\n${
        files.map((file) => `  { name: '${basename(file, '.page.tsx')}', ...${nameOf(file)} },\n`).join('')
      }];\n`,
    ].join(''),
  };
};

/** What contexts declare in files of one name, each alone or in a list. */
interface Collected {
  readonly file: string;
  readonly list: string;
  /** A field that nothing else in such a file has. */
  readonly known: string;
}

const collect = async ({ file, list, known }: Collected): Promise<Record<string, string>> => {
  const isOne = (value: unknown): boolean => typeof value === 'object' && value !== null && known in value;
  const found = (await inEachContext<Record<string, unknown>>(file)).flatMap(({ context, module }) => {
    const declared = Object.entries(module).filter(([, value]) => isOne(Array.isArray(value) ? value[0] : value))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return declared.length === 0 ? [] : [{
      import: `import { ${declared.map(([constant]) => constant).join(', ')} } from '${
        context === list ? '.' : `../${context}`
      }/${file}';\n`,
      entries: declared.map(([constant, value]) => `  ${Array.isArray(value) ? '...' : ''}${constant},\n`),
    }];
  });
  const entries = found.flatMap((one) => one.entries);
  return {
    [`shared/${list}/declared.ts`]: [
      made(`shared/<context>/${file}`),
      ...found.map((one) => one.import),
      `\nexport const ${list} = [\n${entries.join('')}] as const;\n`,
    ].join(''),
  };
};

/** The list of all desks. The tables of the registers have to be written by then. */
export const deskList = (): Promise<Record<string, string>> =>
  collect({ file: 'desk.ts', list: 'desks', known: 'deskName' });

/** The lists of all notices and rulebooks. The list of desks has to be written by then: each has a clock. */
export const otherLists = async (): Promise<Record<string, string>> => ({
  ...(await collect({ file: 'notices.ts', list: 'notices', known: 'compose' })),
  ...(await collect({ file: 'rulebooks.ts', list: 'rulebooks', known: 'rulebookName' })),
});
