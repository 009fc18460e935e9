import { expect, it } from 'vitest';
import { items, lists, patternsOf } from '../../../docs/generators/data-model.ts';
import { loadDeclarations } from '../../../infra/declarations.ts';

const patterns = patternsOf(await loadDeclarations());

it('every key that a use case touches is explained in docs/data-model.md [PER-05]', () => {
  const unexplained = patterns.filter(({ key, index }) => !(key in (index ? lists : items))).map(({ key, index }) =>
    `${index ?? 'table'} ${key}`
  );
  expect([...new Set(unexplained)]).toEqual([]);
});

it('every key that docs/data-model.md explains is touched by some use case', () => {
  const touched = new Set(patterns.map(({ key }) => key));
  expect([...Object.keys(items), ...Object.keys(lists)].filter((key) => !touched.has(key))).toEqual([]);
});
