import { beforeAll, describe, expect, it } from 'vitest';
import type { ListingId } from '../../../shared/catalogue/public.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import type { Instant } from '../../../shared/kernel/values/clock.ts';
import { cursorOf, positionIn } from '../../../shared/search/cursor.ts';
import { GoodsIndex, type SearchOrder, type SearchRequest } from '../../../shared/search/goods-index.ts';
import { roundBounds } from '../../../shared/search/price-bounds.ts';
import { isBanned } from '../../../shared/search/query.ts';
import { searchRanking, searchWords } from '../../../shared/search/rulebooks.ts';
import { makeGoods, type Made } from '../../load/search/goods.ts';

const at = (second: number): Instant => new Date(Date.UTC(2026, 10, 29, 0, 0, second)).toISOString() as Instant;
const goods = makeGoods(1000);
const put = ({ article }: Made, asOf = at(0), changed = {}) => ({
  of: 'listing' as const,
  id: article.listingId,
  asOf,
  article: { ...article, ...changed },
});
const indexOf = (made: readonly Made[]): GoodsIndex => {
  const index = new GoodsIndex();
  index.apply(made.map((one) => put(one)));
  return index;
};
const searching = (index: GoodsIndex) => (query: string, rest: Partial<SearchRequest> = {}, weights: object = {}) =>
  index.search(
    { query, narrowing: { traits: {} }, order: 'relevance', limit: 1000, ...rest },
    searchWords.byDefault,
    { ...searchRanking.byDefault, ...weights },
  )!;
const madeOf = new Map(goods.map((one) => [one.article.listingId, one]));
const shown = ({ cards }: { cards: readonly { listingId: ListingId }[] }): Made[] =>
  cards.map(({ listingId }) => madeOf.get(listingId)!);

describe('the index', () => {
  let search: ReturnType<typeof searching>;
  let index: GoodsIndex;
  beforeAll(() => {
    index = indexOf(goods);
    search = searching(index);
  });

  it('finds what has every word, in either language, in any script and width', () => {
    for (const query of ['blue scarf', 'ＢＬＵＥ scarf', '蓝色围巾', '藍色圍巾', 'scarf 蓝色', 'scarfs blue']) {
      const found = shown(search(query));
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ noun, colour }) => noun.en === 'scarf' && colour.en === 'blue')).toBe(true);
    }
  });

  it('takes a mistyped word for what was meant, and says so', () => {
    const { words, corrected, cards } = search('scraf blue');
    expect([words, corrected, cards.length > 0]).toEqual([['scarf', 'blue'], true, true]);
  });

  it('finds by one synonym what the others find, also where it has several words', () => {
    const phones = search('手机').cards.map(({ listingId }) => listingId);
    for (const query of ['移动电话', 'smartphone', 'Mobile Phone']) {
      const found = shown(search(query));
      expect(found.every(({ noun }) => noun.en === 'mobile phone')).toBe(true);
      expect(found.map(({ article }) => article.listingId)).toEqual(expect.arrayContaining(phones));
    }
  });

  it('does with some of the words where nothing has all, and finds nothing for none', () => {
    expect(search('scarf qqzzqq').loose).toBe(true);
    expect(search('qqzzqq').count).toBe(0);
    expect(
      index.search(
        { query: '!?', narrowing: { traits: {} }, order: 'relevance', limit: 1 },
        searchWords.byDefault,
        searchRanking.byDefault,
      ),
    )
      .toBeUndefined();
  });

  it.each<[SearchOrder, (one: Made) => number | string]>([
    ['price-up', ({ article }) => article.card.priceFrom.amount],
    ['price-down', ({ article }) => -article.card.priceFrom.amount],
    ['sales', ({ article }) => -article.units],
    ['newest', ({ article }) => -Date.parse(article.since)],
  ])('sorts by %s', (order, key) => {
    const keys = shown(search('scarf', { order })).map(key);
    expect(keys).toEqual(keys.toSorted((a, b) => Number(a) - Number(b)));
  });

  it.each<SearchOrder>(['relevance', 'price-up', 'price-down', 'sales', 'newest'])(
    'shows each once, page by page, by %s',
    (order) => {
      const all = search('blue', { order }).cards.map(({ listingId }) => listingId);
      const paged: ListingId[] = [];
      for (let after: SearchRequest['after'];;) {
        const { cards, next } = search('blue', { order, limit: 7, after });
        paged.push(...cards.map(({ listingId }) => listingId));
        if (!next) break;
        after = next;
      }
      expect(paged).toEqual(all);
      expect(all.length).toBeGreaterThan(50);
    },
  );

  it('counts in each facet what fits all the others', () => {
    const { facets, count } = search('scarf');
    const materials = facets.traits.find(({ key }) => key === 'material')!.values;
    expect(materials.reduce((sum, one) => sum + one.count, 0)).toBe(count);
    const [first] = materials;
    const narrowed = search('scarf', { narrowing: { traits: { material: [first!.value] } } });
    expect(narrowed.count).toBe(first!.count);
    expect(narrowed.facets.traits.find(({ key }) => key === 'material')!.values).toEqual(materials);
    for (const { from, to, count: expected } of facets.prices) {
      expect(search('scarf', { narrowing: { priceFrom: from, priceTo: to, traits: {} } }).count).toBe(expected);
    }
    for (const { categoryId, count: expected } of facets.categories) {
      expect(search('scarf', { narrowing: { categoryId, traits: {} } }).count).toBe(expected);
    }
    for (const { merchantId, count: expected } of facets.shops) {
      expect(search('scarf', { narrowing: { merchantId, traits: {} } }).count).toBe(expected);
    }
    expect(search('scarf', { narrowing: { inStock: true, traits: {} } }).count).toBe(facets.inStock);
  });

  it('ranks by what operators weigh, and explains it [SRC-04 part]', () => {
    const sold = shown(search('scarf', {}, { text: 0, sales: 100, stock: 0 })).map(({ article }) => article.units);
    expect(sold).toEqual(sold.toSorted((a, b) => b - a));
    const { cards } = search('blue scarf');
    const ranking = searchRanking.byDefault;
    const explained = index.explain('blue scarf', { limit: 5 }, searchWords.byDefault, ranking);
    expect(explained.map(({ card }) => card.listingId)).toEqual(cards.slice(0, 5).map(({ listingId }) => listingId));
    for (const { score, factors } of explained) {
      const sum = (Object.keys(factors) as (keyof typeof factors)[]).reduce(
        (all, name) => all + factors[name] * ranking[name],
        0,
      );
      expect(score).toBeCloseTo(sum, 9);
      expect(Object.values(factors).every((factor) => factor >= 0 && factor <= 1)).toBe(true);
    }
  });

  it('completes what is typed to what it can find', () => {
    expect(index.completions('blue sca', 5)).toEqual(['blue scarf']);
    for (const text of index.completions('蓝色茶', 8)) expect(search(text).loose).toBe(false);
  });
});

describe('following changes', () => {
  const [pot, other] = [goods[0]!, goods[50]!];
  const query = 'teapot';
  const ids = (index: GoodsIndex): string[] => searching(index)(query).cards.map(({ listingId }) => listingId);
  const gone = { of: 'listing' as const, id: pot.article.listingId, asOf: at(5) };

  it('ends at the same, in whatever order changes arrive, and however often', () => {
    const changes = [put(pot, at(1)), put(other, at(2)), gone, put(pot, at(3), { units: 999 })];
    for (const order of [changes, changes.toReversed(), [...changes, ...changes], [gone, ...changes]]) {
      const index = new GoodsIndex();
      for (const change of order) index.apply([change]);
      expect(ids(index)).toEqual([other.article.listingId]);
      expect(index.size()).toBe(1);
    }
  });

  it('leaves out the goods of a closed shop until it opens again', () => {
    const index = indexOf([pot]);
    const shop = { of: 'shop' as const, id: pot.article.merchantId };
    index.apply([{ ...shop, asOf: at(1), open: false }]);
    expect([ids(index), index.popular(5)]).toEqual([[], []]);
    index.apply([{ ...shop, asOf: at(0), open: true }]);
    expect(ids(index)).toEqual([]);
    index.apply([{ ...shop, asOf: at(2), open: true }]);
    expect(ids(index)).toEqual([pot.article.listingId]);
  });

  it('goes on from a file as if it had been there before', () => {
    const index = new GoodsIndex(indexOf([pot]).file());
    index.apply([put(other, at(1)), gone]);
    expect(ids(index)).toEqual([other.article.listingId]);
  });
});

describe('a cursor', () => {
  const asked = { query: 'tea', narrowing: { traits: {} }, order: 'relevance' as const };
  const position = { key: 12.25, id: 'lst_1' };
  it('is good for its own search, as it was given out', () => {
    const cursor = cursorOf(asked, position);
    expect(positionIn(asked, cursor)).toEqual(position);
    const others = [
      () => positionIn({ ...asked, query: 'pot' }, cursor),
      () => positionIn({ ...asked, order: 'newest' }, cursor),
      () => positionIn(asked, Buffer.from(JSON.stringify([13, 'lst_1', 'x'])).toString('base64url')),
      () => positionIn(asked, `${cursor}x`.slice(3)),
    ];
    for (const other of others) expect(other).toThrow(Problem);
  });
});

it('ranges of prices meet at amounts that read well', () => {
  expect(roundBounds([1234, 5678, 99_999])).toEqual([1200, 5700, 100_000]);
  expect(roundBounds([10, 20, 30])).toEqual([]);
});

it.each([
  ['fake watch', true],
  ['FAKE  watches fake watch', true],
  ['watch', false],
  ['最 高仿手表', true],
  ['高手', false],
])('a query with a banned term is banned: %s', (query, banned) => {
  expect(isBanned(query, { banned: ['fake watch', '高仿'] })).toBe(banned);
});
