import type { Locale } from '../kernel/values/text.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { SearchMade } from './events.ts';
import type { Found, Narrowing, SearchOrder } from './goods-index.ts';
import { folded } from './text.ts';

/** Addresses of mail, and digits as telephones, papers and cards have them. */
const personal = /[^\s@]+@[^\s@]+|\+?\d(?:[\s().-]*\d){6,}/g;

/** A query as it may be kept: folded, with what may be personal blacked out. */
export const loggable = (query: string): string =>
  folded(query).replace(personal, '#').replace(/\s+/g, ' ').trim().slice(0, 100);

/** What a search was narrowed to, each thing as a word. */
const filtersOf = ({ categoryId, merchantId, inStock, priceFrom, priceTo, traits }: Narrowing): string[] => [
  ...(categoryId ? [`category:${categoryId}`] : []),
  ...(merchantId ? [`shop:${merchantId}`] : []),
  ...(inStock ? ['in-stock'] : []),
  ...(priceFrom !== undefined || priceTo !== undefined ? [`price:${priceFrom ?? ''}-${priceTo ?? ''}`] : []),
  ...Object.entries(traits).flatMap(([key, values]) => values.map((value) => `${key}:${value}`)),
];

/** A search as it is told of. */
export const searchMade = (
  { query, locale, narrowing, order, found }: {
    query: string;
    locale: Locale;
    narrowing: Narrowing;
    order: SearchOrder;
    found: Pick<Found, 'count' | 'loose' | 'corrected'> | undefined;
  },
  at: Instant,
): SearchMade => ({
  at,
  query: loggable(query),
  locale,
  filters: filtersOf(narrowing),
  sort: order,
  count: found?.count ?? 0,
  loose: found?.loose ?? false,
  corrected: found?.corrected ?? false,
});
