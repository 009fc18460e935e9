/** How what a shop has on sale is mixed: how broad, what is missing, what is there twice, and what does not sell. */
import * as z from 'zod';
import { after, Instant } from '../../kernel/values/clock.ts';
import { BasisPoints } from '../../kernel/values/rate.ts';
import { Locale, localText, type LocalText } from '../../kernel/values/text.ts';
import { CategoryId } from '../category.ts';
import { wordsOf } from '../checks/keyword-density.ts';
import { ListingId } from '../listing.ts';
import type { ProductMixRules } from '../rulebooks.ts';

/** An article that the shop has on sale. */
export interface MixArticle {
  readonly listingId: ListingId;
  readonly title: LocalText;
  readonly categoryId: CategoryId;
  /** When it first went on sale. */
  readonly since: Instant;
  /** Units that were sold lately. */
  readonly units: number;
}

/** What one of the goods that sell best on the market has sold lately. */
export interface MarketSale {
  readonly categoryId: CategoryId;
  readonly merchantId: string;
  readonly units: number;
}

/** Rows of each part of the report; what is beyond them is counted only. */
const mostRows = 100;

const Article = z.object({ listingId: ListingId, title: localText(255) });

/** What a shop is told of its mix of products. */
export type ProductMix = z.infer<typeof ProductMix>;
export const ProductMix = z.object({
  articles: z.int().meta({ description: 'On sale' }),
  units: z.int().meta({ description: 'Sold of them in the last 30 days' }),
  breadth: z.array(z.object({
    categoryId: CategoryId,
    articles: z.int(),
    share: BasisPoints.meta({ description: 'Of all articles' }),
    units: z.int(),
    unsold: z.int().meta({ description: 'Articles of which nothing was sold in the last 30 days' }),
    marketUnits: z.int().meta({ description: 'Of the goods that sell best on the whole market' }),
  })).meta({ description: 'By category, most articles first' }),
  gaps: z.array(z.object({ categoryId: CategoryId, marketUnits: z.int(), shops: z.int() })).meta({
    description: 'Categories whose goods sell on the market and of which the shop has nothing on sale, best first',
  }),
  duplicates: z.array(z.object({ categoryId: CategoryId, alike: z.array(Article) })).meta({
    description: 'Articles of one category whose titles have the same words in a language, in whatever order',
  }),
  slow: z.array(Article.extend({ categoryId: CategoryId, since: Instant })).meta({
    description:
      'Articles that have been on sale for some time and of which nothing was sold in the last 30 days, oldest first',
  }),
  slowArticles: z.int().meta({ description: 'How many there are of them' }),
}).meta({ id: 'ProductMix' });

const total = (all: readonly { readonly units: number }[]): number => all.reduce((sum, { units }) => sum + units, 0);

/**
 * The mix of a shop.
 * @param articles all that it has on sale
 * @param market what sells best on the whole market, of whichever shop
 */
export const productMixOf = (
  articles: readonly MixArticle[],
  market: readonly MarketSale[],
  { slowAfter }: ProductMixRules,
  now: Instant,
): ProductMix => {
  const own = Map.groupBy(articles, ({ categoryId }) => categoryId);
  const sold = Map.groupBy(market, ({ categoryId }) => categoryId);
  const slow = articles.filter(({ units, since }) => units === 0 && since <= after(now, -slowAfter))
    .toSorted((a, b) => (a.since < b.since ? -1 : 1));
  return {
    articles: articles.length,
    units: total(articles),
    breadth: [...own].map(([categoryId, some]) => ({
      categoryId,
      articles: some.length,
      share: Math.round((some.length * 10_000) / articles.length),
      units: total(some),
      unsold: some.filter(({ units }) => units === 0).length,
      marketUnits: total(sold.get(categoryId) ?? []),
    })).toSorted((a, b) => b.articles - a.articles).slice(0, mostRows),
    gaps: [...sold].filter(([categoryId]) => !own.has(categoryId)).map(([categoryId, some]) => ({
      categoryId,
      marketUnits: total(some),
      shops: new Set(some.map(({ merchantId }) => merchantId)).size,
    })).toSorted((a, b) => b.marketUnits - a.marketUnits).slice(0, mostRows),
    duplicates: [...own].flatMap(([categoryId, some]) =>
      alikeAmong(some).map((alike) => ({
        categoryId,
        alike: alike.slice(0, mostRows).map(({ listingId, title }) => ({ listingId, title })),
      }))
    ).slice(0, mostRows),
    slow: slow.slice(0, mostRows).map(({ listingId, title, categoryId, since }) => ({
      listingId,
      title,
      categoryId,
      since,
    })),
    slowArticles: slow.length,
  };
};

/** Groups of articles that are called the same in one language or the other; each article is in one of them at the most. */
const alikeAmong = (articles: readonly MixArticle[]): MixArticle[][] => {
  const grouped = new Set<MixArticle>();
  return Locale.options.flatMap((locale) => {
    const named = articles.filter((one) => one.title[locale] && !grouped.has(one));
    const groups = Map.groupBy(
      named,
      ({ title }) => [...new Set(wordsOf(title[locale]!, locale))].toSorted().join(' '),
    );
    const alike = [...groups].filter(([words, some]) => words !== '' && some.length > 1).map(([, some]) => some);
    for (const one of alike.flat()) grouped.add(one);
    return alike;
  });
};
