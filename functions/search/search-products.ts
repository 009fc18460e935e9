import * as z from 'zod';
import { CategoryId, presentTree, shownCards } from '../../shared/catalogue/public.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { line, Locale } from '../../shared/kernel/values/text.ts';
import { openStore } from '../../shared/merchants/public.ts';
import { cursorOf, positionIn } from '../../shared/search/cursor.ts';
import { searchesMade } from '../../shared/search/events.ts';
import { TraitsInAddress } from '../../shared/search/narrowing.ts';
import { mostRecommended } from '../../shared/search/policy.ts';
import { isBanned } from '../../shared/search/query.ts';
import { categoryOfMost, nearestCategory } from '../../shared/search/recommending.ts';
import { searchRanking, searchWords } from '../../shared/search/rulebooks.ts';
import { categoryNamed, facetsView, noFacets, SearchView } from '../../shared/search/search-view.ts';
import { searchLog } from '../../shared/search/search-log-store.ts';
import { presentIndex } from '../../shared/search/index-store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Searches what is on sale, in Chinese and English, with facets to narrow it by, and recommends what sells best beside it or where nothing is found.',
  route: 'GET /v1/search',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({
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
  }),
  answer: { 200: SearchView },
  problems: ['invalid-cursor'],
  touches: [
    presentIndex,
    searchRanking.current,
    searchWords.current,
    presentTree,
    openStore,
    shownCards,
    searchLog.note,
  ],
  emits: [searchesMade],
  memory: 1024,
}, async ({ input, locale: preferred, now, newId, commit }) => {
  const { q: query = '', sort: order, cursor, limit, categoryId, merchantId, inStock, priceFrom, priceTo } = input;
  const locale = input.locale ?? preferred;
  const narrowing = {
    categoryId,
    merchantId,
    inStock: inStock && true,
    priceFrom,
    priceTo,
    traits: input.attributes ?? {},
  };
  const asked = { query, narrowing, order };
  const after = cursor === undefined ? undefined : positionIn(asked, cursor);
  const [index, words, ranking, tree] = await Promise.all([
    presentIndex(),
    searchWords.current(now),
    searchRanking.current(now),
    presentTree(),
  ]);
  const found = isBanned(query, words) ? undefined : index.search({ ...asked, limit, after }, words, ranking);
  const near = found?.count ? categoryOfMost(found.facets.categories, tree) : nearestCategory(query, tree);
  const alike = found?.next ? [] : index.popular(mostRecommended, near, found?.cards);
  const best = found?.count || alike.length > 0 ? alike : index.popular(mostRecommended);
  const [items, recommended, shops] = await Promise.all([
    shownCards(found?.cards ?? [], locale),
    shownCards(best, locale),
    Promise.all((found?.facets.shops ?? []).map(async ({ merchantId: id }) => [id, await openStore(id)] as const)),
  ]);
  await commit({ writes: cursor || !query ? [] : searchLog.note({ query, locale, narrowing, order, found }, newId) });
  return {
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
});
