import { describe, expect, it } from 'vitest';
import { loadDeclarations } from '../../../infra/declarations.ts';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { derivedId, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { GoodsIndex } from '../../../shared/search/goods-index.ts';
import {
  fitOf,
  fitWith,
  learned,
  switched,
  traitsOf,
  type Deed,
  type Fit,
  type Habits,
  type Traits,
} from '../../../shared/search/habits/habits.ts';
import { searchRanking, searchWords } from '../../../shared/search/rulebooks.ts';
import { chances, makeGoods } from '../../load/search/goods.ts';

const ranking = searchRanking.byDefault;
const now = instant(Date.parse('2026-11-30T00:00:00.000Z'));
const ann = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId;
const goods = (fields: Partial<Traits> = {}): Traits => ({
  categories: ['tea', 'pots'],
  shop: 'mer_1',
  tags: ['handmade'],
  price: { amount: 5000, currency: 'CNY' },
  ...fields,
});
const learn = (before: Habits | undefined, what: readonly Traits[], deed: Deed = 'bought', at = now): Habits =>
  learned(before, ann, what, deed, ranking, at)!.after;
const fits = (habits: Habits, what: Traits, at = now): number => fitOf(habits, ranking, at)!(what);

describe('what is learned', () => {
  const once = learn(undefined, [goods()]);

  it('makes what is alike fit, by category, shop, tag and price, and the more the oftener', () => {
    const other = goods({ categories: ['shoes'], shop: 'mer_2', tags: [], price: { amount: 1, currency: 'EUR' } });
    expect(fits(once, other)).toBe(0);
    for (const part of ['categories', 'shop', 'tags', 'price'] as const) {
      expect(fits(once, { ...other, [part]: goods()[part] })).toBeGreaterThan(0);
    }
    const twice = learn(once, [goods()]);
    expect(fits(twice, goods())).toBeGreaterThan(fits(once, goods()));
    expect(fits(learn(undefined, [goods()], 'kept'), goods())).toBeLessThan(fits(once, goods()));
  });

  it('takes half of the fit for twice the price', () => {
    const priced = (amount: number): Traits =>
      goods({ categories: [], shop: '', tags: [], price: { amount, currency: 'CNY' } });
    expect(fits(once, priced(10_000)) / fits(once, priced(5000))).toBeCloseTo(0.5, 6);
    expect(fits(once, priced(2500))).toBeCloseTo(fits(once, priced(10_000)), 6);
    expect(fits(once, priced(0))).toBeGreaterThanOrEqual(0);
  });

  it('fades, and is bounded however much is bought', () => {
    expect(fits(once, goods(), after(now, days(365)))).toBeLessThan(fits(once, goods()) / 10);
    const much = Array.from({ length: 300 }, (_, i) => goods({ shop: `mer_${i}`, tags: [`tag ${i}`] }));
    const all = learn(once, much);
    expect(fits(all, goods())).toBeLessThanOrEqual(1);
    expect([all.categories.length, all.shops.length, all.tags.length]).toEqual([2, 40, 40]);
  });

  it('is nothing where it is turned off, and is forgotten then', () => {
    const off = switched(once, ann, false)!.after;
    expect(off).toMatchObject({ on: false, categories: [], shops: [], tags: [], prices: [], version: 2 });
    expect(learned(off, ann, [goods()], 'bought', ranking, now)).toBeUndefined();
    expect(fitOf(off, ranking, now)).toBeUndefined();
    expect(switched(off, ann, false)).toBeUndefined();
    expect(switched(undefined, ann, true)).toBeUndefined();
    const never = switched(undefined, ann, false)!.after;
    expect(learned(never, ann, [goods()], 'kept', ranking, now)).toBeUndefined();
    expect(switched(off, ann, true)!.after.on).toBe(true);
  });

  it('is nothing from nothing, or where operators give it no weight', () => {
    expect(learned(undefined, ann, [], 'bought', ranking, now)).toBeUndefined();
    expect(learned(undefined, ann, [goods()], 'kept', { ...ranking, habitKept: 0 }, now)).toBeUndefined();
    const nothing = { ...ranking, habitCategories: 0, habitShops: 0, habitTags: 0, habitPrices: 0 };
    expect(fitOf(once, nothing, now)!(goods())).toBe(0);
  });
});

describe('the part of habits in the ranking', () => {
  const made = makeGoods(1000);
  const index = new GoodsIndex();
  index.apply(
    made.map(({ article }) => ({ of: 'listing', id: article.listingId, asOf: article.since, article })),
  );
  const search = (query: string, fit?: Fit, limit = 1000, by = ranking) =>
    index.search({ query, narrowing: { traits: {} }, order: 'relevance', limit }, searchWords.byDefault, by, fit)!;
  const ids = (found: { cards: readonly { listingId: string }[] }): string[] =>
    found.cards.map(({ listingId }) => listingId);

  it('moves what fits up, and neither finds nor hides anything', () => {
    const shop = derivedId('merchant', 'two');
    const [plain, mine] = [search('scarf'), search('scarf', fitWith({ shop }, ranking))];
    expect(ids(mine)).not.toEqual(ids(plain));
    expect(ids(mine).toSorted()).toEqual(ids(plain).toSorted());
    expect({ ...mine, cards: [], next: 0 }).toEqual({ ...plain, cards: [], next: 0 });
    const places = (found: typeof plain): number =>
      found.cards.reduce((sum, { merchantId }, place) => sum + (merchantId === shop ? place : 0), 0);
    expect(places(mine)).toBeLessThan(places(plain));
    expect(ids(search('scarf'))).toEqual(ids(plain));
  });

  it('is at the most what operators give it, as far as the words match: none is overtaken that is better by more', () => {
    const chance = chances(7);
    for (const query of ['blue scarf', '蓝色茶壶', 'wool']) {
      const values = new Map<string, number>();
      const fit: Fit = ({ price }) => {
        const known = values.get(String(price.amount)) ?? chance();
        values.set(String(price.amount), known);
        return known;
      };
      const limits = { limit: 1000 };
      const plain = new Map(
        index.explain(query, limits, searchWords.byDefault, ranking).map((one) => [one.card.listingId, one]),
      );
      const mine = index.explain(query, limits, searchWords.byDefault, ranking, fit);
      expect(mine).toHaveLength(plain.size);
      for (const { card, factors, score } of mine) {
        const before = plain.get(card.listingId)!;
        expect(factors.habits).toBeLessThanOrEqual(factors.text);
        expect(score).toBeCloseTo(before.score + ranking.habits * factors.habits, 9);
      }
      for (const [i, one] of mine.slice(1).entries()) {
        const above = mine[i]!;
        const gap = plain.get(one.card.listingId)!.score - plain.get(above.card.listingId)!.score;
        expect(gap).toBeLessThanOrEqual(ranking.habits * above.factors.text + 1e-9);
      }
    }
  });

  it('shows each once, page by page', () => {
    const fit = fitWith({ shop: derivedId('merchant', 'one') }, ranking);
    const all = ids(search('blue', fit));
    const paged: string[] = [];
    for (let after: Parameters<GoodsIndex['search']>[0]['after'];;) {
      const request = { query: 'blue', narrowing: { traits: {} }, order: 'relevance', limit: 7, after } as const;
      const found = index.search(request, searchWords.byDefault, ranking, fit)!;
      paged.push(...ids(found));
      if (!found.next) break;
      after = found.next;
    }
    expect(paged).toEqual(all);
  });

  it('goes by what is known of a card', () => {
    const { article } = made[0]!;
    expect(traitsOf(article.card, article.path)).toMatchObject({ shop: article.merchantId, categories: article.path });
  });
});

it('nobody but their owner can ask for habits', async () => {
  const asking = (await loadDeclarations()).filter(({ contract }) =>
    contract.touches.some(({ access }) => /^habits\./.test(access.name))
  );
  expect(asking.map(({ id }) => id)).toEqual([
    'search/on-favourite-kept',
    'search/on-order-paid',
    'search/search-for-me',
    'search/show-habits',
    'search/switch-habits',
  ]);
  for (const { contract } of asking) {
    if (contract.door !== 'endpoint') continue;
    expect([contract.audience, contract.callers]).toEqual(['shop', ['buyer']]);
    expect(Object.keys(contract.input.shape)).not.toContain('accountId');
  }
});
