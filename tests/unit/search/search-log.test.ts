import { describe, expect, it } from 'vitest';
import type { CategoryEntry } from '../../../shared/catalogue/public.ts';
import { after, days, hours, type Instant } from '../../../shared/kernel/values/clock.ts';
import { derivedId } from '../../../shared/kernel/values/ids.ts';
import type { SearchMade } from '../../../shared/search/events.ts';
import { nearestCategory } from '../../../shared/search/recommending.ts';
import { loggable, searchMade } from '../../../shared/search/search-log.ts';
import { countSearches, heat, hottest } from '../../../shared/search/terms.ts';

const now = '2026-11-29T08:00:00.000Z' as Instant;

describe('the log of searches', () => {
  it.each([
    ['Blue TEAPOT ', 'blue teapot'],
    ['write to ann@example.com', 'write to #'],
    ['+86 138-0013-8000 手机', '# 手机'],
    ['110101199001011234', '#'],
    ['iphone 15 128', 'iphone 15 128'],
  ])('has nothing personal in it: %s', (query, kept) => expect(loggable(query)).toBe(kept));

  it('says what was searched for, what it was narrowed to and how much was found', () => {
    const narrowing = { inStock: true, priceFrom: 100, traits: { material: ['clay'] } };
    const found = { count: 3, loose: false, corrected: true };
    expect(searchMade({ query: 'Tea', locale: 'en', narrowing, order: 'sales', found }, now)).toEqual({
      at: now,
      query: 'tea',
      locale: 'en',
      filters: ['in-stock', 'price:100-', 'material:clay'],
      sort: 'sales',
      count: 3,
      loose: false,
      corrected: true,
    });
  });
});

describe('terms', () => {
  const made = (query: string, times: number, rest: Partial<SearchMade> = {}): SearchMade[] =>
    Array.from({ length: times }, () => ({
      at: now,
      query,
      locale: 'en',
      filters: [],
      sort: 'relevance',
      count: 5,
      loose: false,
      corrected: false,
      ...rest,
    }));

  it('are hot by how often they are searched for, and fade by half each day', () => {
    const first =
      countSearches(undefined, 'en', [...made('scarf', 9), ...made('teapot', 5), ...made('once', 1)], now).after;
    expect(hottest(first, now)).toEqual(['scarf', 'teapot']);
    const later = after(now, days(2));
    const second = countSearches(first, 'en', made('teapot', 3), later).after;
    expect(hottest(second, later)).toEqual(['teapot', 'scarf']);
    expect(heat({ searches: 8, at: now }, after(now, hours(24)))).toBe(4);
    expect(hottest(second, after(now, days(60)))).toEqual([]);
  });

  it('are no suggestion when nothing is found for them, or they were blacked out; narrowing counts as no search', () => {
    const searches = [...made('nothing', 9, { count: 0 }), ...made('some', 9, { loose: true }), ...made('call #', 9)];
    const { after: counted } = countSearches(undefined, 'en', [
      ...searches,
      ...made('pot', 9, { filters: ['in-stock'] }),
    ], now);
    expect(hottest(counted, now)).toEqual([]);
    expect(counted.terms.map(({ query }) => query)).not.toContain('pot');
  });

  it('keep what is searched for most', () => {
    const many = Array.from({ length: 600 }, (_, i) => made(`term ${i}`, i < 10 ? 2 : 1)).flat();
    const { terms } = countSearches(undefined, 'zh', many, now).after;
    expect(terms).toHaveLength(400);
    expect(terms.filter(({ searches }) => searches === 2)).toHaveLength(10);
  });
});

it('the nearest category is the deepest whose name has most of the query', () => {
  const entry = (en: string, zh: string, depth: number, state: CategoryEntry['state'] = 'active'): CategoryEntry => {
    const id = derivedId('category', en);
    return { id, name: { en, zh }, path: Array.from({ length: depth }, () => id), children: 0, state };
  };
  const tree = [
    entry('Tea', '茶', 1),
    entry('Teapots', '茶壶', 2),
    entry('Scarves', '围巾', 2),
    entry('Teapots of old', '老茶壶', 3, 'archived'),
  ];
  expect(nearestCategory('teapots xyz', tree)).toBe(tree[1]!.id);
  expect(nearestCategory('紫砂茶壶', tree)).toBe(tree[1]!.id);
  expect(nearestCategory('xyz', tree)).toBeUndefined();
});
