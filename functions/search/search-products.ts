import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { searchesMade } from '../../shared/search/events.ts';
import { searchLog } from '../../shared/search/search-log-store.ts';
import { SearchView } from '../../shared/search/search-view.ts';
import { askedIn, searched, searching, SearchInput } from '../../shared/search/searching.ts';

export const { contract, handler } = endpoint({
  summary:
    'Searches what is on sale, in Chinese, by its pinyin, and in English, with facets to narrow it by, and recommends what sells best beside it or where nothing is found. The same for everybody.',
  route: 'GET /v1/search',
  audience: 'shop',
  callers: 'anyone',
  input: SearchInput,
  answer: { 200: SearchView },
  problems: ['invalid-cursor'],
  touches: [searching, searchLog.note],
  emits: [searchesMade],
  memory: 1024,
}, async ({ input, locale: preferred, now, newId, commit }) => {
  const locale = input.locale ?? preferred;
  const { found, view } = await searched(input, locale, now);
  const asked = askedIn(input);
  await commit({
    writes: input.cursor || !asked.query ? [] : searchLog.note({ ...asked, locale, found }, newId),
  });
  return view;
});
