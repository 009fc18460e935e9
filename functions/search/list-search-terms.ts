import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Locale } from '../../shared/kernel/values/text.ts';
import { ranked } from '../../shared/search/terms.ts';
import { searchTerms } from '../../shared/search/terms-store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lists what is searched for most in a language, each search counting half as much a day later, or what nothing is found for.',
  route: 'GET /v1/search/terms',
  audience: 'operator',
  callers: ['operator', 'admin'],
  input: z.strictObject({ locale: Locale, found: z.enum(['something', 'nothing']).optional() }),
  answer: {
    200: z.object({
      items: z.array(z.object({
        query: z.string(),
        searches: z.number().meta({ description: 'What its searches count today' }),
        found: z.int(),
        opened: z.number().meta({ description: 'How often one of its results was opened, counted likewise' }),
        lastSearchedAt: z.iso.datetime(),
      })),
    }),
  },
  touches: [searchTerms.get],
}, async ({ input: { locale, found: wanted }, now }) => {
  const terms = ranked(await searchTerms.get(locale), now);
  return {
    items: terms
      .filter(({ found }) => wanted === undefined || (found > 0) === (wanted === 'something'))
      .slice(0, 100)
      .map(({ query, searches, found, opened, at }) => ({
        query,
        searches: rounded(searches),
        found,
        opened: rounded(opened),
        lastSearchedAt: at,
      })),
  };
});

const rounded = (count: number): number => Math.round(count * 10) / 10;
