import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id } from '../kernel/values/ids.ts';
import { Locale } from '../kernel/values/text.ts';

/** What was searched for, without saying by whom: what may be personal in a query is blacked out. */
export type SearchMade = z.infer<typeof SearchMade>;
export const SearchMade = z.object({
  at: Instant,
  query: z.string(),
  locale: Locale,
  /** What it was narrowed to: `category:cat_…`, `price:1000-5000`, `material:clay`. */
  filters: z.array(z.string()).readonly(),
  sort: z.string(),
  count: z.int(),
  /** Nothing had all words, or a word was taken for another. */
  loose: z.boolean(),
  corrected: z.boolean(),
});

/** Some searches of the last seconds. */
export const searchesMade = event('searches-made', 1, z.object({ searches: z.array(SearchMade).readonly() }), {
  searches: [{
    at: '2026-11-22T08:00:00.000Z',
    query: '蓝色茶壶',
    locale: 'zh',
    filters: ['price:1000-5000'],
    sort: 'relevance',
    count: 12,
    loose: false,
    corrected: false,
  }],
});

/** Somebody opened one of the results. */
export const searchResultOpened = event(
  'search-result-opened',
  1,
  z.object({ at: Instant, query: z.string(), locale: Locale, listingId: id('listing'), position: z.int() }),
  {
    at: '2026-11-22T08:00:07.000Z',
    query: '蓝色茶壶',
    locale: 'zh',
    listingId: 'lst_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    position: 3,
  },
);
