import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { searchResultOpened } from '../../shared/search/events.ts';
import { countOpened } from '../../shared/search/terms.ts';
import { searchTerms } from '../../shared/search/terms-store.ts';

export const { contract, handler } = subscriber({
  summary: 'Counts that a result of a query was opened, for those who look after what people search for.',
  on: searchResultOpened,
  concurrency: 1,
  touches: [searchTerms.get, searchTerms.save],
}, async ({ event: { data: { query, locale } }, now, commit }) => {
  const change = countOpened(await searchTerms.get(locale), query, now);
  if (change) await commit({ writes: [searchTerms.save(change)] });
});
