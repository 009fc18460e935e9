import * as z from 'zod';
import { shownCards } from '../../../shared/catalogue/cards.ts';
import { CategoryId } from '../../../shared/catalogue/category.ts';
import { pages, ShelfOrder } from '../../../shared/catalogue/page-store.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { CardView } from '../../../shared/catalogue/product-page.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what is on sale in a category and in those below it. By price, each currency stands by itself.',
  route: 'GET /v1/categories/{categoryId}/products',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({
    categoryId: CategoryId,
    sort: ShelfOrder.default('newest'),
    locale: Locale.optional(),
    ...pageInput,
  }),
  answer: { 200: page(CardView) },
  problems: ['invalid-cursor'],
  touches: [pages.onShelf, shownCards],
  cache: cacheSeconds.products,
}, async ({ input: { categoryId, sort, locale: asked, ...request }, locale }) => {
  const { items, cursor } = await pages.onShelf(categoryId, sort, request);
  return { items: await shownCards(items, asked ?? locale), cursor };
});
