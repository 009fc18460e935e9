/** The generator and the guide, tried out in a copy of the project. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';
import { scaffold } from '../../../local/commands/new.ts';
import { copyProject } from '../../support/project-copy.ts';

const { folder: root, remove } = await copyProject(
  'docs',
  'tests',
  'README.md',
  'LICENSE',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
);
const run: ExecFileSyncOptionsWithStringEncoding = {
  cwd: root,
  encoding: 'utf8',
  stdio: 'pipe',
  env: { ...process.env, NO_COLOR: '1' },
};

const doors = {
  endpoint: ['ordering/show-receipt', 'ordering/sign-receipt'],
  subscriber: ['ordering/on-roles-changed'],
  job: ['notices/print-letter'],
  deadline: ['ordering/forget-order'],
  schedule: ['ordering/count-orders'],
} as const;

/** The blocks of code in the guide, by the file that their first line names. */
const guide = [
  ...readFileSync(join(projectRoot, 'docs/adding-a-use-case.md'), 'utf8').matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g),
]
  .map(([, file, code]) => [file!, code!] as const);

afterAll(remove);

describe('docs/adding-a-use-case.md', () => {
  it('adds a context in folders of its own name, and edits no other file but by generating', () => {
    expect(guide.map(([file]) => file)).toHaveLength(12);
    for (const [file, code] of guide) {
      expect(file).toMatch(/^(functions|shared|tests\/unit|tests\/integration|web\/console\/operator)\/wishes\//);
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), code);
    }
    execFileSync(process.execPath, ['docs/generate.ts'], run);
    expect(readFileSync(join(root, 'shared/kernel/registered.ts'), 'utf8')).toContain('"wish-list-empty"');
    expect(readFileSync(join(root, 'shared/desks/declared.ts'), 'utf8')).toContain('longListDesk');
    expect(readFileSync(join(root, 'shared/notices/declared.ts'), 'utf8')).toContain('...wishNotices');
    expect(readFileSync(join(root, 'shared/rulebooks/declared.ts'), 'utf8')).toContain('wishRules');
  }, 60_000);

  it('has the suites that read the declarations pass with the new context, and its own unit test', () => {
    outputOf(join(projectRoot, 'node_modules/.bin/vitest'), [
      ...[
        'run',
        '--project',
        'unit',
        'tests/unit/wishes',
        'tests/unit/house',
        'tests/unit/desks',
        'tests/unit/notices',
      ],
      ...['adding-a-use-case', 'commands', 'changed'].flatMap((name) => ['--exclude', `**/${name}.test.ts`]),
    ]);
    const { testResults, numPassedTests } = JSON.parse(readFileSync(join(root, 'reports/tests.json'), 'utf8')) as {
      testResults: {
        message: string;
        assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
      }[];
      numPassedTests: number;
    };
    const failed = testResults.flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => [fullName, failureMessages]);
    expect(failed).toEqual([]);
    expect(testResults.map(({ message }) => message).filter(Boolean)).toEqual([]);
    expect(numPassedTests).toBeGreaterThan(1000);
  }, 600_000);
});

describe('npm run new', () => {
  it.each([
    ['window', 'ordering/show-receipt', /"window" is no door/],
    ['', '', /npm run new -- <endpoint\|subscriber\|job\|deadline\|schedule>/],
    ['endpoint', 'show-receipt', /is no name/],
    ['endpoint', 'ordering/ShowReceipt', /is no name/],
    ['endpoint', '../ordering/show', /is no name/],
    ['endpoint', `ordering/show-${'very-'.repeat(12)}long-name`, /at the most 64/],
    ['subscriber', 'ordering/tell-roles', /ordering\/on-tell-roles/],
    ['endpoint', 'ordering/place-order', /place-order.ts is there already/],
  ])('refuses %s %s', (door, id, message) => {
    expect(() => scaffold(root, door, id)).toThrow(message);
  });

  it.each(Object.entries(doors).flatMap(([door, ids]) => ids.map((id) => [door, id] as const)))(
    'makes the %s %s with its test',
    async (door, id) => {
      expect(scaffold(root, door, id)).toEqual([`functions/${id}.ts`, `tests/integration/${id}.test.ts`]);
      const { contract } = await import(join(root, `functions/${id}.ts`)) as { contract: { door: string } };
      expect(contract.door).toBe(door);
    },
  );
});

describe('what the guide and the generator make', () => {
  it('compiles', () => {
    execFileSync(process.execPath, ['docs/generate.ts'], run);
    const complaints = outputOf(join(projectRoot, 'node_modules/.bin/tsc'), ['--noEmit']).split('\n');
    expect(
      complaints.filter((line) =>
        [...guide.map(([file]) => file), ...Object.values(doors).flat()].some((file) => line.includes(file))
      ),
    ).toEqual([]);
  }, 240_000);
});

/** What a program says in the copy, whether it succeeds or not. */
const outputOf = (program: string, words: readonly string[]): string => {
  try {
    return execFileSync(program, words, run);
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
};
