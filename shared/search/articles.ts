import {
  categories,
  type Category,
  type CategoryId,
  type ListingId,
  listings,
  type ProductPage,
  productPageOf,
  salesOf,
  specTextOf,
} from '../catalogue/public.ts';
import { stock } from '../inventory/public.ts';
import { together } from '../kernel/doors/access.ts';
import type { LocalText } from '../kernel/values/text.ts';
import type { Article, Trait } from './article.ts';
import { describedBy } from './policy.ts';
import { spokenIn } from './spoken.ts';

const shortened = ({ zh, en }: LocalText): LocalText => ({
  ...(zh !== undefined && { zh: zh.slice(0, describedBy) }),
  ...(en !== undefined && { en: en.slice(0, describedBy) }),
});

/** What of a listing's attributes can be chosen from, and what only says more about it. */
const describedIn = (
  { attributes }: Pick<ProductPage, 'attributes'>,
  template: Category['attributes'],
): { readonly traits: Trait[]; readonly said: LocalText[] } => {
  const given = template.filter(({ key }) => Object.hasOwn(attributes, key));
  return {
    traits: given.flatMap(({ key, name, type, options = [] }) => {
      const value = String(attributes[key]!);
      if (type === 'boolean') return value === 'true' ? [{ key, name, value, label: yes }] : [];
      const label = options.find((option) => option.value === value)?.name;
      return label ? [{ key, name, value, label }] : [];
    }),
    said: given.flatMap(({ key, type }) => (type === 'text' ? [{ en: String(attributes[key]) }] : [])),
  };
};
const yes = { zh: '是', en: 'Yes' };

/** What the index is to know of a product page. @param path the categories of the page, from the root down */
export const articleOf = (
  page: ProductPage,
  { path, units, inStock }: { path: readonly Category[]; units: number; inStock: boolean },
): Article | undefined => {
  if (!page.visible) return undefined;
  const { traits, said } = describedIn(page, path.at(-1)?.attributes ?? []);
  return {
    listingId: page.listingId,
    merchantId: page.merchantId,
    card: page.card,
    description: shortened(page.description),
    path: page.path,
    categories: path.map(({ name }) => name),
    tags: page.card.tags ?? [],
    traits,
    said: [...said, ...page.skus.flatMap((sku) => specTextOf(sku) ?? [])],
    spoken: spokenIn([page.card.title, ...path.map(({ name }) => name)]),
    since: page.since,
    units,
    inStock,
  };
};

const surroundings = together('search.surroundings', categories.need, salesOf.get, stock.available);

/** A page with what is around it, as it is now. One or two round trips. */
const withSurroundings = async (page: ProductPage): Promise<Article | undefined> => {
  const [path, sales, available] = await Promise.all([
    Promise.all(page.path.map((id: CategoryId) => categories.need(id))),
    salesOf.get(page.listingId),
    Promise.all(page.skus.map(({ id }) => stock.available(id))),
  ]);
  return articleOf(page, { path, units: sales?.units ?? 0, inStock: available.some((units = 0) => units > 0) });
};

/** What the index is to know of a listing as it is now; nothing of one that is not on sale. */
export const presentArticle = Object.assign(
  async (listingId: ListingId): Promise<Article | undefined> => {
    const listing = await listings.get(listingId);
    const category = listing && await categories.get(listing.categoryId);
    const page = category && productPageOf(listing, category);
    return page && withSurroundings(page);
  },
  together('search.article', listings.get, categories.get, surroundings),
);
