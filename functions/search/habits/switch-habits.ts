import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { habitsOf } from '../../../shared/search/habits/habit-store.ts';
import { switched } from '../../../shared/search/habits/habits.ts';

export const { contract, handler } = endpoint({
  summary:
    'Has searches ranked by the habits of the buyer, or no longer: then what was learned is forgotten, and nothing more is.',
  route: 'PUT /v1/search/habits',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ on: z.boolean() }),
  answer: { 200: z.object({ on: z.boolean() }) },
  touches: [habitsOf.get, habitsOf.save],
}, async ({ input: { on }, caller: { accountId }, commit }) => {
  const change = switched(await habitsOf.get(accountId), accountId, on);
  return commit({ writes: change ? habitsOf.save(change) : [], answer: { on } });
});
