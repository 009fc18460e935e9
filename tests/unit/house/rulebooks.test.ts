/** What holds of every rulebook that is declared. */
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { usersOf } from '../../../docs/generators/rulebooks.ts';
import { loadDeclarations, projectRoot } from '../../../infra/declarations.ts';
import { Role } from '../../../shared/kernel/doors/contract.ts';
import type { RulebookDeclaration } from '../../../shared/kernel/policy/rulebook.ts';
import { rulebooks } from '../../../shared/rulebooks/known.ts';
import { staff } from '../../../shared/rulebooks/policy.ts';
import { fieldsOf } from '../../../shared/rulebooks/views.ts';

const declarations = await loadDeclarations();

it('every rulebook of every context is known to the use cases', async () => {
  const files = globSync('shared/*/rulebooks.ts', { cwd: projectRoot });
  const declared = await Promise.all(files.map(async (file) => {
    const module: Record<string, RulebookDeclaration | RulebookDeclaration[]> = await import(
      pathToFileURL(join(projectRoot, file)).href
    );
    return Object.values(module).flat().map(({ rulebookName }) => `${basename(dirname(file))}: ${rulebookName}`);
  }));
  const known = new Set(rulebooks.map(({ rulebookName }) => rulebookName));
  expect(declared.flat().filter((name) => !known.has(name.split(': ')[1]!))).toEqual([]);
  expect(rulebooks).toHaveLength(known.size);
});

describe.each(rulebooks.map((rulebook) => [rulebook.rulebookName, rulebook] as const))('%s', (name, rulebook) => {
  const { schema, initial, schemaVersion, upgrades, summary, propose, approve = [] } = rulebook;

  it('has a name, a summary, and a default that its own schema takes', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(schema.safeParse(initial).error).toBeUndefined();
    expect(JSON.parse(JSON.stringify(initial))).toEqual(initial);
  });

  it('says of each field what it decides, and takes no other', () => {
    for (const { field, decides } of fieldsOf(rulebook)) {
      expect(decides, field).toMatch(/^[A-Z].*[^.]$/);
      expect(field, 'stands for the number of the version').not.toBe('version');
    }
    expect(schema.safeParse({ ...initial, surprise: 1 }).success).toBe(false);
  });

  it('is proposed and approved by people who can look at it, and never by one alone where two are asked for', () => {
    for (const role of [...propose, ...approve]) {
      expect(Role.options).toContain(role);
      expect(staff).toContain(role);
    }
  });

  it('is gone by, somewhere', () => {
    expect(usersOf(declarations, rulebook).map(({ id }) => id)).not.toEqual([]);
  });

  it('upgrades what was decided under each earlier schema', () => {
    expect(Object.keys(upgrades).map(Number)).toEqual(Array.from({ length: schemaVersion - 1 }, (_, i) => i + 1));
  });

  it('refuses what is out of the bounds of a field, by its path', () => {
    for (const field of Object.keys(schema.shape)) {
      const { error } = schema.safeParse({ ...initial, [field]: null });
      expect(error?.issues.map(({ path }) => path), field).toEqual([[field]]);
      expect(z.prettifyError(error!)).toContain(field);
    }
  });
});
