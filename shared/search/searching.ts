import * as z from 'zod';
import { CategoryId, presentTree, shownCards } from '../catalogue/public.ts';
import { together } from '../kernel/doors/access.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { line, Locale } from '../kernel/values/text.ts';
import { openStore } from '../merchants/public.ts';
import { cursorOf, positionIn } from './cursor.ts';
import type { Found } from './goods-index.ts';
import { fitOf, type Habits } from './habits/habits.ts';
import { presentIndex } from './index-store.ts';
import { TraitsInAddress } from './narrowing.ts';
import { mostRecommended } from './policy.ts';
import { isBanned } from './query.ts';
import { categoryOfMost, nearestCategory } from './recommending.ts';
import { searchRanking, searchWords } from './rulebooks.ts';
import { categoryNamed, facetsView, noFacets, type SearchView } from './search-view.ts';

/** What a search is asked by. */
export const SearchInput = z.strictObject({
  q: line(100).optional().meta({
    description: 'Without it, nothing is found, and what sells best is recommended',
  }),
  sort: z.enum(['relevance', 'price-up', 'price-down', 'sales', 'newest']).default('relevance'),
  categoryId: CategoryId.optional(),
  merchantId: MerchantId.optional(),
  inStock: z.literal('true').optional(),
  priceFrom: z.coerce.number().int().min(0).max(1e12).optional().meta({
    description: 'In minor units of the currency that the answer names',
  }),
  priceTo: z.coerce.number().int().min(1).max(1e12).optional().meta({ description: 'Less than this' }),
  attributes: TraitsInAddress.optional().meta({ examples: ['material:clay,porcelain;origin:yixing'] }),
  locale: Locale.optional(),
  cursor: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(48).default(24),
});

/** What `searched` needs. */
export const searching = together(
  'search.searching',
  presentIndex,
  searchRanking.current,
  searchWords.current,
  presentTree,
  openStore,
  shownCards,
);

/** What was asked for, as the index is asked and as it is noted. */
export const askedIn = (input: z.output<typeof SearchInput>) => {
  const { q: query = '', sort: order, categoryId, merchantId, inStock, priceFrom, priceTo, attributes } = input;
  const traits = attributes ?? {};
  return { query, narrowing: { categoryId, merchantId, inStock: inStock && true, priceFrom, priceTo, traits }, order };
};

/**
 * Searches what is on sale, and shows it.
 * @param mine the habits of whoever searches, asked for with what else is read: they move what matches as well, and hide nothing
 */
export const searched = async (
  input: z.output<typeof SearchInput>,
  locale: Locale,
  now: Instant,
  mine?: Promise<Habits | undefined>,
): Promise<{ found: Found | undefined; personal: boolean; view: z.input<typeof SearchView> }> => {
  const asked = askedIn(input);
  const { query, order } = asked;
  const after = input.cursor === undefined ? undefined : positionIn(asked, input.cursor);
  const [index, words, ranking, tree, habits] = await Promise.all([
    presentIndex(),
    searchWords.current(now),
    searchRanking.current(now),
    presentTree(),
    mine,
  ]);
  const fit = order === 'relevance' ? fitOf(habits, ranking, now) : undefined;
  const found = isBanned(query, words)
    ? undefined
    : index.search({ ...asked, limit: input.limit, after }, words, ranking, fit);
  const near = found?.count ? categoryOfMost(found.facets.categories, tree) : nearestCategory(query, tree);
  const alike = found?.next ? [] : index.popular(mostRecommended, near, found?.cards);
  const best = found?.count || alike.length > 0 ? alike : index.popular(mostRecommended);
  const [items, recommended, shops] = await Promise.all([
    shownCards(found?.cards ?? [], locale),
    shownCards(best, locale),
    Promise.all((found?.facets.shops ?? []).map(async ({ merchantId: id }) => [id, await openStore(id)] as const)),
  ]);
  const view = {
    items,
    ...(found?.next && { cursor: cursorOf(asked, found.next) }),
    count: found?.count ?? 0,
    currency: found?.currency,
    words: [...found?.words ?? []],
    corrected: found?.corrected ?? false,
    loose: found?.loose ?? false,
    facets: facetsView(found?.facets ?? noFacets, {
      tree,
      shops: new Map(shops.flatMap(([id, store]) => (store ? [[id, store.name]] : []))),
      locale,
    }),
    ...(recommended.length > 0 && {
      recommended: { category: alike.length > 0 ? categoryNamed(tree, near, locale) : undefined, items: recommended },
    }),
  };
  return { found, personal: fit !== undefined && items.length > 0, view };
};
