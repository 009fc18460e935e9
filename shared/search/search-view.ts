import * as z from 'zod';
import { CardView, type CategoryEntry, CategoryId, type CategoryId as Category } from '../catalogue/public.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { inLocale, type Locale, type LocalText } from '../kernel/values/text.ts';
import type { Facets } from './goods-index.ts';

const Count = z.int();
const NamedCategory = z.object({ categoryId: CategoryId, name: z.string() });

const FacetsView = z.object({
  categories: z.array(NamedCategory.extend({ count: Count })),
  shops: z.array(z.object({ merchantId: MerchantId, name: z.string(), count: Count })),
  inStock: Count,
  prices: z.array(z.object({ from: z.int().optional(), to: z.int().optional(), count: Count })).meta({
    description: 'In minor units of `currency`, each up to and not including `to`',
  }),
  attributes: z.array(z.object({
    key: z.string(),
    name: z.string(),
    values: z.array(z.object({ value: z.string(), label: z.string(), count: Count })),
  })),
}).meta({ description: 'What the search can be narrowed to. Each facet counts what fits all the others' });

/** What a search has found. */
export const SearchView = z.object({
  items: z.array(CardView),
  cursor: z.string().optional(),
  count: Count.meta({ description: 'How many there are, among the 5,000 that match best' }),
  currency: z.string().optional().meta({ description: 'What most of it is sold in: prices are compared in it' }),
  words: z.array(z.string()).meta({ description: 'What was searched for, mistyped words as they were meant' }),
  corrected: z.boolean(),
  loose: z.boolean().meta({ description: 'Nothing has all words; these have some' }),
  facets: FacetsView,
  recommended: z.object({ category: NamedCategory.optional(), items: z.array(CardView) }).optional().meta({
    description:
      'After the last results: what else sells best in the category of most of them; where nothing was found, in the nearest one, or on the whole market',
  }),
});

/** Facets with the names of what they count, in one language; categories that are not in the tree any more are left out. */
export const facetsView = (
  facets: Facets,
  { tree, shops, locale }: {
    tree: readonly CategoryEntry[];
    shops: ReadonlyMap<string, LocalText>;
    locale: Locale;
  },
): z.input<typeof FacetsView> => {
  const names = new Map(tree.filter(({ state }) => state === 'active').map(({ id, name }) => [id, name]));
  return {
    categories: facets.categories.flatMap(({ categoryId, count }) => {
      const name = names.get(categoryId);
      return name ? [{ categoryId, name: inLocale(name, locale), count }] : [];
    }),
    shops: facets.shops.flatMap(({ merchantId, count }) => {
      const name = shops.get(merchantId);
      return name ? [{ merchantId, name: inLocale(name, locale), count }] : [];
    }),
    inStock: facets.inStock,
    prices: facets.prices.map((one) => ({ ...one })),
    attributes: facets.traits.map(({ key, name, values }) => ({
      key,
      name: inLocale(name, locale),
      values: values.map(({ value, label, count }) => ({ value, label: inLocale(label, locale), count })),
    })),
  };
};

/** No facet: nothing was found. */
export const noFacets: Facets = { categories: [], shops: [], inStock: 0, prices: [], traits: [] };

/** A category by its id, as long as it is in the tree. */
export const categoryNamed = (
  tree: readonly CategoryEntry[],
  id: Category | undefined,
  locale: Locale,
): z.input<typeof NamedCategory> | undefined => {
  const found = tree.find((one) => one.id === id && one.state === 'active');
  return found && { categoryId: found.id, name: inLocale(found.name, locale) };
};
