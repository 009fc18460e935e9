import * as z from 'zod';
import { shownCards } from '../../../shared/catalogue/cards.ts';
import {
  ComparedGoods,
  comparedIds,
  ComparisonView,
  comparisonView,
  type Compared,
} from '../../../shared/catalogue/comparison/comparison.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { CardView } from '../../../shared/catalogue/product-page.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { stock } from '../../../shared/inventory/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';
import { openStore } from '../../../shared/merchants/public.ts';

/** How many more are offered to be put beside them. */
const offered = 8;

export const { contract, handler } = endpoint({
  summary:
    'Puts up to four products side by side: prices, shops, attributes and options, and more of the same category. What is not on sale is left out.',
  route: 'GET /v1/comparison',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ goods: ComparedGoods.default(''), locale: Locale.optional() }),
  answer: { 200: ComparisonView.extend({ alike: z.array(CardView) }) },
  touches: [pages.get, pages.onShelf, categories.need, stock.available, openStore, shownCards],
  cache: cacheSeconds.product,
}, async ({ input: { goods: named, locale: asked }, locale }) => {
  const goods = comparedIds(named);
  const found = await Promise.all(goods.map(async (listingId): Promise<Compared | undefined> => {
    const page = await pages.get(listingId);
    const store = page?.visible ? await openStore(page.merchantId) : undefined;
    if (!page || !store) return undefined;
    const [path, units] = await Promise.all([
      Promise.all(page.path.map((id) => categories.need(id))),
      Promise.all(page.skus.map(({ id }) => stock.available(id))),
    ]);
    return { page, merchantName: store.name, categories: path, available: units.map((one = 0) => one) };
  }));
  const all = found.filter((one) => one !== undefined);
  const shelf = all[0]?.page.path.at(-1);
  const near = shelf ? (await pages.onShelf(shelf, 'newest', { limit: offered + goods.length })).items : [];
  const alike = near.filter(({ listingId }) => !goods.includes(listingId)).slice(0, offered);
  return {
    ...comparisonView(all, asked ?? locale),
    alike: await shownCards(alike, asked ?? locale),
  };
});
