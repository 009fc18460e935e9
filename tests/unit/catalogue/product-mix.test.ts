import { describe, expect, it } from 'vitest';
import { productMixOf, type MarketSale, type MixArticle } from '../../../shared/catalogue/mix/product-mix.ts';
import { productMix } from '../../../shared/catalogue/rulebooks.ts';
import { after, days } from '../../../shared/kernel/values/clock.ts';
import type { LocalText } from '../../../shared/kernel/values/text.ts';
import { newId, now } from './samples.ts';

const [pots, cups, lamps] = [newId('category'), newId('category'), newId('category')];
const rules = productMix.byDefault;
const article = (title: LocalText, fields: Partial<MixArticle> = {}): MixArticle => ({
  listingId: newId('listing'),
  title,
  categoryId: pots,
  since: after(now, -days(10)),
  units: 1,
  ...fields,
});
const sale = (categoryId: typeof pots, units: number, shop = newId('merchant')): MarketSale => ({
  categoryId,
  merchantId: shop,
  units,
});

describe('the mix of a shop [CAT-18 part]', () => {
  it('is as broad as its categories, each with what sells of it here and on the market', () => {
    const report = productMixOf(
      [
        article({ en: 'Pot' }, { units: 5 }),
        article({ en: 'Large pot' }, { units: 0 }),
        article({ en: 'Cup' }, { categoryId: cups, units: 2 }),
      ],
      [sale(pots, 40), sale(pots, 2), sale(lamps, 7)],
      rules,
      now,
    );
    expect([report.articles, report.units]).toEqual([3, 7]);
    expect(report.breadth).toEqual([
      { categoryId: pots, articles: 2, share: 6667, units: 5, unsold: 1, marketUnits: 42 },
      { categoryId: cups, articles: 1, share: 3333, units: 2, unsold: 0, marketUnits: 0 },
    ]);
  });

  it('lacks what sells on the market and it has none of, best first', () => {
    const one = newId('merchant');
    const { gaps } = productMixOf(
      [article({ en: 'Pot' })],
      [sale(cups, 3, one), sale(lamps, 9), sale(cups, 4, one), sale(pots, 100)],
      rules,
      now,
    );
    expect(gaps).toEqual([
      { categoryId: lamps, marketUnits: 9, shops: 1 },
      { categoryId: cups, marketUnits: 7, shops: 1 },
    ]);
  });

  it('has twice what is called the same in its category, in either language and whatever order', () => {
    const [a, b, c, d] = [
      article({ en: 'Clay teapot, brown' }),
      article({ en: 'Brown Teapot (clay)' }),
      article({ zh: '手工陶罐' }),
      article({ zh: '手工陶罐', en: 'Another name' }),
    ];
    const { duplicates } = productMixOf(
      [a, b, c, d, article({ en: 'Clay teapot, brown' }, { categoryId: cups }), article({ en: 'Clay teapot' })],
      [],
      rules,
      now,
    );
    expect(duplicates.map(({ alike }) => new Set(alike.map(({ listingId }) => listingId))))
      .toEqual([new Set([c.listingId, d.listingId]), new Set([a.listingId, b.listingId])]);
  });

  it('counts as slow what has been on sale for as long as the rulebook says and sold nothing, oldest first', () => {
    const old = (age: number, units = 0) => article({ en: `Pot ${age}` }, { since: after(now, -days(age)), units });
    const [young, aged, ancient] = [old(59), old(60), old(400)];
    const { slow, slowArticles } = productMixOf([young, aged, old(90, 3), ancient], [], rules, now);
    expect(slow.map(({ listingId }) => listingId)).toEqual([ancient.listingId, aged.listingId]);
    expect(slowArticles).toBe(2);
  });

  it('is that of nothing for a shop that sells nothing', () => {
    expect(productMixOf([], [], rules, now))
      .toEqual({ articles: 0, units: 0, breadth: [], gaps: [], duplicates: [], slow: [], slowArticles: 0 });
  });
});
