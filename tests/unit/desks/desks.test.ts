/** Every declared desk is complete, and is one of the list. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, projectRoot, through } from '../../../infra/declarations.ts';
import { desks } from '../../../shared/desks/declared.ts';
import { deskRoles } from '../../../shared/desks/desks.ts';
import { rulebookNamed } from '../../../shared/rulebooks/known.ts';

const endpoints = new Map(
  (await loadDeclarations()).filter(through('endpoint')).map(({ id, contract }) => [id, contract]),
);

it('every desk that a context declares is in the list of desks', () => {
  const declared = globSync('shared/*/*.ts', { cwd: projectRoot })
    .flatMap((
      file,
    ) => [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/= (?:\/\* @__PURE__ \*\/ )?desk\('([^']+)'/g)])
    .map(([, name]) => name!);
  expect(desks.map(({ deskName }) => deskName).toSorted()).toEqual(declared.toSorted());
});

describe.each(desks.map((one) => [one.deskName, one] as const))('%s', (name, desk) => {
  it('has a name, a sentence and a valid sample of what it shows', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(desk.summary).toMatch(/^[A-Z].*\.$/);
    expect(desk.shows.safeParse(desk.sample).error).toBeUndefined();
    expect(desk.shows.strict().safeParse(desk.sample).error).toBeUndefined();
  });

  it('has clocks that run one after the other, and people who can work at it', () => {
    const { rulebookName, schema, initial, byDefault } = desk.clock;
    expect(byDefault.firstAnswer).toBeGreaterThan(0);
    expect(byDefault.resolution).toBeGreaterThanOrEqual(byDefault.firstAnswer);
    expect(rulebookNamed(rulebookName)).toBe(desk.clock);
    expect(schema.safeParse({ ...initial, firstAnswer: 'P3D', resolution: 'P2D' }).error?.issues).toMatchObject([
      { path: ['resolution'] },
    ]);
    for (const role of [...desk.roles, ...desk.watch ?? [], desk.escalate]) expect(deskRoles).toContain(role);
    for (const role of desk.watch ?? []) expect([...desk.roles, desk.escalate]).not.toContain(role);
  });

  it('names what can be done: use cases that its people may call, and that refuse what a colleague has taken', () => {
    expect(desk.actions).not.toEqual([]);
    for (const id of desk.actions) {
      const action = endpoints.get(id);
      expect(action, id).toBeDefined();
      expect(action!.audience).toBe('operator');
      expect(action!.callers).toEqual(expect.arrayContaining([...desk.roles]));
      expect(action!.problems, id).toContain('taken-by-another');
    }
  });
});

it('nothing refuses what a colleague has taken but what a desk names, and the desks themselves', () => {
  const named = new Set<string>(desks.flatMap(({ actions }) => actions));
  const others = [...endpoints].filter(([id, { problems }]) =>
    problems.includes('taken-by-another') && !named.has(id) && !id.startsWith('desks/')
  );
  expect(others.map(([id]) => id)).toEqual([]);
});
