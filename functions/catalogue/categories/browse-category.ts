import * as z from 'zod';
import { CategoryId } from '../../../shared/catalogue/category.ts';
import { imagePath, images } from '../../../shared/catalogue/images.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { CardView, cardView } from '../../../shared/catalogue/product-page.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';
import { sells } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what is on sale in a category and in those below it, newest first.',
  route: 'GET /v1/categories/{categoryId}/products',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ categoryId: CategoryId, locale: Locale.optional(), ...pageInput }),
  answer: { 200: page(CardView) },
  problems: ['invalid-cursor'],
  touches: [pages.inCategory, sells, images.link],
  cache: cacheSeconds.products,
}, async ({ input: { categoryId, locale: asked, ...request }, locale }) => {
  const { items, cursor } = await pages.inCategory(categoryId, request);
  const onSale = await Promise.all(items.map(({ merchantId }) => sells(merchantId)));
  const cards = items.filter((_, i) => onSale[i]);
  const urls = await Promise.all(
    cards.map(({ merchantId, image }) => image && images.link(imagePath(merchantId, image))),
  );
  return { items: cards.map((card, i) => cardView(card, urls[i], asked ?? locale)), cursor };
});
