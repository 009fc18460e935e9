/** The generator and the guide, tried out in a copy of the project. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';
import { scaffold } from '../../../local/new.ts';
import { copyProject } from '../../support/project-copy.ts';

const { folder: root, remove } = await copyProject('docs', 'tests/support', 'tsconfig.json', 'vitest.config.ts');
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

describe('docs/adding-a-use-case.md', () => {
  it('compiles, together with what the generator makes', () => {
    expect(guide.map(([file]) => file)).toHaveLength(10);
    for (const [file, code] of guide) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), code);
    }
    execFileSync(process.execPath, ['docs/generate.ts'], run);
    const complaints = compile();
    expect(
      complaints.filter((line) =>
        [...guide.map(([file]) => file), ...Object.values(doors).flat()].some((file) => line.includes(file))
      ),
    ).toEqual([]);
  }, 240_000);

  it('has a unit test that passes', () => {
    expect(
      execFileSync(
        join(projectRoot, 'node_modules/.bin/vitest'),
        ['run', '--project', 'unit', 'tests/unit/wishes'],
        run,
      ),
    ).toMatch(/1 passed/);
  }, 120_000);
});

/** What the compiler has to say about the copy, a line each. */
const compile = (): string[] => {
  try {
    execFileSync(join(projectRoot, 'node_modules/.bin/tsc'), ['--noEmit'], run);
    return [];
  } catch (error) {
    return (error as { stdout: string }).stdout.split('\n');
  }
};
