import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { habitsOf } from '../../../shared/search/habits/habit-store.ts';
import { SearchView } from '../../../shared/search/search-view.ts';
import { searched, searching, SearchInput } from '../../../shared/search/searching.ts';

/** A page that anyone may keep was rendered before: that search is in the log already. */
export const { contract, handler } = endpoint({
  summary:
    'Searches as for everybody, and ranks what is found by the habits of the buyer who asks, unless they are turned off.',
  route: 'GET /v1/search/mine',
  audience: 'shop',
  callers: ['buyer'],
  input: SearchInput,
  answer: {
    200: SearchView.extend({
      personal: z.boolean().meta({
        description: 'Whether habits had a part in the order; else it is as for everybody',
      }),
    }),
  },
  problems: ['invalid-cursor'],
  touches: [searching, habitsOf.get],
  memory: 1024,
}, async ({ input, caller, locale, now }) => {
  const { view, personal } = await searched(input, input.locale ?? locale, now, habitsOf.get(caller.accountId));
  return { ...view, personal };
});
