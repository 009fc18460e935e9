import { expect, it } from 'vitest';
import * as z from 'zod';
import { measuredOrder } from '../../../docs/generators/scale.ts';
import { background, idle, sum } from '../../../docs/generators/cost.ts';
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

it('an order is reckoned with a run of the dispatcher for each message that was counted in a queue of several jobs', () => {
  const { dispatched, messages } = background(declarations);
  const without = (...ids: string[]) => background(declarations.filter(({ id }) => !ids.includes(id)));
  const booked = 'logistics/book-shipment';
  expect(dispatched).toBeGreaterThan(10);
  expect(dispatched - without(booked).dispatched).toBe(measuredOrder().runs[booked]);
  // It has its queue to itself.
  expect(without('notices/send-message').dispatched).toBe(dispatched);
  expect(messages - without('notices/send-message').messages).toBe(measuredOrder().runs['notices/send-message']);
});
