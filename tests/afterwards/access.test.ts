/** What use cases declare against what they used in the run: a grant that nothing needs is a grant too many. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadDeclarations } from '../../infra/declarations.ts';
import { namesOf } from '../../shared/kernel/doors/access.ts';
import { recordedClouds } from '../support/records.ts';

/** What the doors add by themselves: records of repeated requests, the inbox, the check of the account, limits. */
const ofTheDoor = new Set([
  'requests.remember',
  'requests.recall',
  'inbox.handled',
  'account.get',
  'requests.take',
  'request-limits.current',
]);

const declarations = await loadDeclarations();
const used = new Map<string, Set<string>>();
for (const file of recordedClouds().flatMap((cloud) => globSync(`.local/offset-${cloud}/logs/*.log`))) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.includes('"used":')) continue;
    const { useCase, used: names } = JSON.parse(line) as { useCase: string; used: string };
    const known = used.get(useCase) ?? new Set();
    for (const name of names.split(' ')) known.add(name);
    used.set(useCase, known);
  }
}

const own = declarations.map(({ id, contract }) => ({
  id,
  names: contract.touches.flatMap(namesOf).filter((name) => !ofTheDoor.has(name)),
}));
const unused = own.flatMap(({ id, names }) =>
  names.filter((name) => !used.get(id)?.has(name)).map((operation) => ({ useCase: id, operation }))
);

describe('declared access is used access', () => {
  it.each(own.filter(({ names }) => names.length > 0).map(({ id, names }) => [id, names] as const))(
    '%s ran, and used what it declares',
    (id, names) => {
      expect(names.filter((name) => used.get(id)?.has(name))).not.toEqual([]);
    },
  );

  it('what no run needed is reported; it is for rare faults alone, at the most one grant in fifteen', () => {
    console.table(unused);
    expect(unused.length / own.flatMap(({ names }) => names).length).toBeLessThan(1 / 15);
  });
});
