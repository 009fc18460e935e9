/** What holds of everything that contexts register. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joined, loadRegisters } from '../../../docs/generators/registers.ts';
import { loadDeclarations, projectRoot } from '../../../infra/declarations.ts';
import { secretField } from '../../../infra/environment.ts';
import { grantsOf } from '../../../infra/permissions.ts';
import type { SettingName } from '../../../shared/kernel/doors/access.ts';
import type { Register } from '../../../shared/kernel/register.ts';

const registers = await loadRegisters();
const declarations = await loadDeclarations();
const code = globSync('{functions,shared}/**/*.ts', { cwd: projectRoot })
  .filter((file) => !/\/(register|registered)\.ts$/.test(file))
  .map((file) => readFileSync(join(projectRoot, file), 'utf8'))
  .join('\n');
const settings = joined(registers, 'settings');

it.each(['ids', 'problems', 'settings', 'items', 'lists'] as const)(
  'two contexts cannot register the same name among %s',
  (table) => {
    const one = { context: 'one', module: { register: { [table]: { taken: 'x' } } as Register } };
    expect(() => joined([one, { ...one, context: 'two' }], table)).toThrow(
      `${table}: one and two both register taken`,
    );
    expect(joined([one], table)).toEqual({ taken: 'x' });
  },
);

describe('ids', () => {
  const ids = joined(registers, 'ids');

  it('have a prefix of three letters each, and no two the same', () => {
    const prefixes = Object.values(ids);
    for (const prefix of prefixes) expect(prefix).toMatch(/^[a-z]{3}$/);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  it('are made or read somewhere', () => {
    const used = new Set(
      [...code.matchAll(/\b(?:id|newId|derivedId|derivedIdAt)\(\s*'(\w+)'/g)].map(([, kind]) => kind!),
    );
    expect(Object.keys(ids).filter((kind) => !used.has(kind))).toEqual([]);
  });
});

describe('problems', () => {
  it.each(Object.entries(joined(registers, 'problems')))(
    '%s has a status of a refusal and a title',
    (name, problem) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(problem.status).toBeGreaterThanOrEqual(400);
      expect(problem.title).toMatch(/^[A-Z].*[^.]$/);
    },
  );

  it('of a context are refused with by some use case', () => {
    const refused = new Set<string>(
      declarations.flatMap(({ contract }) =>
        'problems' in contract ? contract.problems : 'final' in contract ? contract.final : []
      ),
    );
    const idle = registers
      .filter(({ context }) => context !== 'kernel')
      .flatMap(({ context, module: { register } }) =>
        Object.keys(register.problems ?? {}).filter((name) => !refused.has(name)).map((name) => `${context}: ${name}`)
      );
    expect(idle).toEqual([]);
  });
});

describe('settings', () => {
  it('are asked for by some use case', () => {
    const granted = new Set<string>(
      declarations.flatMap(({ contract }) => grantsOf(contract.touches)).flatMap((grant): readonly string[] =>
        grant.on === 'settings' ? grant.names : grant.on === 'mail' ? ['MAIL_FROM'] : []
      ),
    );
    expect(Object.keys(settings).filter((name) => !granted.has(name))).toEqual([]);
  });

  it('that are secret are named where it is said how to set them', () => {
    const runbook = readFileSync(join(projectRoot, 'docs/runbooks/secrets.md'), 'utf8');
    const named = [...runbook.matchAll(/"([a-z-]+)": ""/g)].map(([, name]) => name!);
    const secret = Object.entries(settings).filter(([, kind]) => kind === 'secret').map(([name]) =>
      name as SettingName
    );
    expect(named.toSorted()).toEqual(secret.map(secretField).toSorted());
  });
});

it('what contexts declare for all stands where the generator looks for it', () => {
  const declared = globSync('shared/*/*.ts', { cwd: projectRoot }).flatMap((file) =>
    [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/(?:=|^ +) ?(desk|rulebook|notice)\(\s*'[a-z-]+'/gm)]
      .map(([, what]) => [what, file])
  );
  expect(declared.length).toBeGreaterThan(30);
  const elsewhere = declared.filter(([what, file]) => !file!.endsWith(what === 'desk' ? '/desk.ts' : `/${what}s.ts`));
  expect(elsewhere).toEqual([]);
});
