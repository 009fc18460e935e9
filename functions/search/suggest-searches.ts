import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { line, Locale } from '../../shared/kernel/values/text.ts';
import { hottest } from '../../shared/search/terms.ts';
import { mostSuggestions } from '../../shared/search/policy.ts';
import { isBanned } from '../../shared/search/query.ts';
import { searchWords } from '../../shared/search/rulebooks.ts';
import { presentIndex } from '../../shared/search/index-store.ts';
import { SuggestionsView } from '../../shared/search/suggestions-view.ts';
import { searchTerms } from '../../shared/search/terms-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Suggests how what is being typed may go on; where nothing was typed, what is searched for most.',
  route: 'GET /v1/search/suggestions',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ q: line(100).optional(), locale: Locale.optional() }),
  answer: { 200: SuggestionsView },
  touches: [presentIndex, searchWords.current, searchTerms.get],
  cache: 30,
  memory: 1024,
}, async ({ input: { q, locale: asked }, locale, now }) => {
  const [words, terms] = await Promise.all([
    searchWords.current(now),
    q === undefined ? searchTerms.get(asked ?? locale) : undefined,
  ]);
  const allowed = (texts: readonly string[]): string[] => texts.filter((text) => !isBanned(text, words));
  if (q === undefined) {
    return { completions: [], hot: allowed(hottest(terms, now)).slice(0, mostSuggestions) };
  }
  const index = await presentIndex();
  return { completions: allowed(index.completions(q, 2 * mostSuggestions)).slice(0, mostSuggestions), hot: [] };
});
