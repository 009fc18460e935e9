import { expect, it } from 'vitest';
import * as z from 'zod';
import { idle, sum } from '../../../docs/generators/cost.ts';
import { loadDeclarations, useCaseFile } from '../../../infra/declarations.ts';
import { queueNames } from '../../../shared/kernel/doors/queues.ts';

const declarations = await loadDeclarations();

it('the default stage costs less than 3 dollars a month while nobody buys', () => {
  expect(sum(idle(declarations))).toBeLessThan(3);
});

it.each(queueNames)('one more job adds nothing to it, behind the queue %s', (queue) => {
  const job = {
    ...useCaseFile('functions/sample/carry.ts'),
    contract: { door: 'job', summary: 'S.', queue, on: [], final: [], message: z.unknown(), touches: [] },
  } as const;
  expect(idle([...declarations, job])).toEqual(idle(declarations));
});
