import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { between, days, type Instant } from '../kernel/values/clock.ts';
import type { Locale } from '../kernel/values/text.ts';
import type { SearchMade } from './events.ts';

/** What is searched for in a language. Its id is the language. */
export interface SearchTerms extends Versioned {
  readonly id: Locale;
  readonly terms: readonly Term[];
}

/** A query, and how often it was made: each search counts half as much a day later. */
export interface Term {
  readonly query: string;
  /** As of `at`. */
  readonly searches: number;
  readonly at: Instant;
  /** Goods that the last search found; 0 where nothing had all of its words. */
  readonly found: number;
  /** How often one of its results was opened; counts less day by day as well. */
  readonly opened: number;
}

/** Terms that are kept: what is searched for least makes room. */
const mostTerms = 400;
const halfLife = days(1);
/** Searches of today, or as many of earlier days, that make a term a hot one. */
const hotFrom = 2;

const fading = (at: Instant, now: Instant): number => 2 ** (-Math.max(0, between(at, now)) / halfLife);

/** How much a term's searches count at a moment. */
export const heat = ({ searches, at }: Pick<Term, 'searches' | 'at'>, now: Instant): number =>
  searches * fading(at, now);

/** Counts searches of one language. Only what was typed counts, not how somebody has narrowed it. */
export const countSearches = (
  before: SearchTerms | undefined,
  locale: Locale,
  searches: readonly SearchMade[],
  now: Instant,
): Change<SearchTerms> => {
  const terms = new Map(before?.terms.map((term) => [term.query, term]));
  for (const { query, count, loose } of searches.filter(({ filters }) => filters.length === 0)) {
    const known = terms.get(query);
    const faded = known ? fading(known.at, now) : 0;
    terms.set(query, {
      query,
      searches: (known?.searches ?? 0) * faded + 1,
      at: now,
      found: loose ? 0 : count,
      opened: (known?.opened ?? 0) * faded,
    });
  }
  const kept = [...terms.values()].toSorted((a, b) => heat(b, now) - heat(a, now)).slice(0, mostTerms);
  return before ? changed<SearchTerms>(before, { terms: kept }) : created<SearchTerms>({ id: locale, terms: kept });
};

/** Counts that a result of a query was opened; nothing for a query that is not among those that are kept. */
export const countOpened = (
  before: SearchTerms | undefined,
  query: string,
  now: Instant,
): Change<SearchTerms> | undefined => {
  const known = before?.terms.find((term) => term.query === query);
  if (!before || !known) return undefined;
  const faded = fading(known.at, now);
  const counted = { ...known, at: now, searches: known.searches * faded, opened: known.opened * faded + 1 };
  return changed<SearchTerms>(before, { terms: before.terms.map((term) => (term === known ? counted : term)) });
};

/** Terms as they stand at a moment, what is searched for most first. */
export const ranked = (terms: SearchTerms | undefined, now: Instant): Term[] =>
  (terms?.terms ?? [])
    .map((term) => ({ ...term, searches: heat(term, now), opened: term.opened * fading(term.at, now) }))
    .toSorted((a, b) => b.searches - a.searches);

/** What is searched for most, of what something is found for. */
export const hottest = (terms: SearchTerms | undefined, now: Instant): string[] =>
  ranked(terms, now).filter((term) => term.found > 0 && term.searches >= hotFrom && !term.query.includes('#'))
    .map(({ query }) => query);
