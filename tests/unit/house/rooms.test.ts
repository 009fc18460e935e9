import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';

it('no room is too large to be seen at a glance: what belongs together gets a floor', () => {
  const sources = globSync('{functions,infra,local,shared,tests,web}/**/*.{ts,tsx}', { cwd: projectRoot });
  const rooms = Map.groupBy(sources, (file) => dirname(file));
  expect(sources.length).toBeGreaterThan(500);
  expect([...rooms].filter(([, files]) => files.length > 28).map(([room, files]) => [room, files.length])).toEqual([]);
});
