import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { Locale } from '../../shared/kernel/values/text.ts';
import { searchesMade } from '../../shared/search/events.ts';
import { countSearches } from '../../shared/search/terms.ts';
import { searchTerms } from '../../shared/search/terms-store.ts';

export const { contract, handler } = subscriber({
  summary: 'Counts what is searched for, for hot terms and for those who look after what nothing is found for.',
  on: searchesMade,
  concurrency: 1,
  touches: [searchTerms.get, searchTerms.save],
}, async ({ event: { data: { searches } }, now, commit }) => {
  const each = Locale.options.map((locale) => ({ locale, made: searches.filter((one) => one.locale === locale) }))
    .filter(({ made }) => made.length > 0);
  const changes = await Promise.all(
    each.map(async ({ locale, made }) => countSearches(await searchTerms.get(locale), locale, made, now)),
  );
  return commit({ writes: changes.map((change) => searchTerms.save(change)) });
});
