/** The register of the consoles' screens: a screen is a file, found by its name; the operations that it is about stand in it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, through, type Declaration } from '../../infra/declarations.ts';

export interface ScreenFile {
  /** `operator/ordering/orders`: its address as well. */
  readonly name: string;
  readonly kind: string;
  /** The operations that it names, the main one first. */
  readonly operations: readonly string[];
  /** The parameters of its address: those of the main operation's path for which nobody is asked on the screen itself. */
  readonly takes: readonly string[];
}

/** @throws Error for a screen that says no kind, or names no operation */
export const screenFiles = (): ScreenFile[] =>
  globSync('web/console/{merchant,operator}/*/*.screen.tsx', { cwd: projectRoot }).toSorted().map((file) => {
    const source = readFileSync(join(projectRoot, file), 'utf8');
    const kind = /export default (list|detail|create|edit|free)\(/.exec(source)?.[1];
    const operations = [...source.matchAll(/'((?:GET|POST|PUT|PATCH|DELETE) \/(?:merchant|operator)\/v1\/[^']*)'/g)]
      .map(([, route]) => route!);
    if (!kind || operations.length === 0) {
      throw new Error(`${file}: what kind of screen is it, and of which operation?`);
    }
    const main = mainOf(source) ?? operations[0]!;
    const asked = /filters: \[([^\]]*)\]/.exec(source)?.[1] ?? '';
    return {
      takes: kind === 'free'
        ? [...new Set([...source.matchAll(/params\['(\w+)'\]/g)].map(([, param]) => param!))]
        : [...main.matchAll(/\{(\w+)\}/g)].map(([, param]) => param!).filter((one) => !asked.includes(`'${one}'`)),
      name: file.slice('web/console/'.length, -'.screen.tsx'.length),
      kind,
      operations: [main, ...new Set(operations.filter((one) => one !== main))],
    };
  });

/** Of a declared screen, the operation in its first place; a free one names its own first. */
const mainOf = (source: string): string | undefined =>
  /export default (?:list|detail|create|edit)\(\s*'([^']+)'/.exec(source)?.[1];

/** `web/console/screens.ts` */
export const screenRegister = (declarations: readonly Declaration[]): string => {
  const callersOf = new Map(
    declarations.filter(through('endpoint')).map(({ contract }) => {
      const [method, path] = contract.route.split(' ');
      return [`${method} /${contract.audience}${path}`, contract.callers];
    }),
  );
  const entries = screenFiles().map(({ name, kind, operations, takes }) => {
    const [console, context] = name.split('/');
    return [
      `  '${name}': {`,
      `    console: '${console}',`,
      `    context: '${context}',`,
      `    kind: '${kind}',`,
      `    takes: [${takes.map((one) => `'${one}'`).join(', ')}],`,
      `    callers: ${JSON.stringify(callersOf.get(operations[0]!))},`,
      `    operations: [${operations.map((one) => `'${one}'`).join(', ')}],`,
      `    load: () => import('./${name}.screen.tsx'),`,
      '  },',
    ].join('\n');
  });
  return [
    '// Made by `npm run generate` from web/console/<console>/<context>/<name>.screen.tsx.',
    '',
    '/** Every screen, by its address. It is loaded when it is looked at. */',
    'export const screens = {',
    ...entries,
    '} as const;',
    'export type ScreenName = keyof typeof screens;',
    '',
  ].join('\n');
};
