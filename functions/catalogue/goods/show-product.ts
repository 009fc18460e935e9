import * as z from 'zod';
import { ListingId } from '../../../shared/catalogue/listing.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { ProductView, productView } from '../../../shared/catalogue/product-page.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { stock } from '../../../shared/inventory/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Gone, Problem } from '../../../shared/kernel/problems.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';
import { merchants } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows the page of a product on sale, with stock, merchant and delivery promise, in the language asked for.',
  route: 'GET /v1/products/{listingId}',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ listingId: ListingId, locale: Locale.optional() }),
  answer: { 200: ProductView },
  problems: ['not-found', 'gone'],
  touches: [pages.get, merchants.need, categories.need, stock.available],
  cache: cacheSeconds.product,
}, async ({ input: { listingId, locale: asked }, locale }) => {
  const page = await pages.get(listingId);
  if (!page) throw new Problem('not-found');
  const category = page.path.at(-1);
  if (!page.visible) throw new Gone(category);
  const [merchant, path, stocks] = await Promise.all([
    merchants.need(page.merchantId),
    Promise.all(page.path.map((id) => categories.need(id))),
    Promise.all(page.skus.map(({ id }) => stock.available(id))),
  ]);
  if (merchant.state !== 'active') throw new Gone(category);
  const available = stocks.map((units = 0) => units);
  return productView(page, { merchantName: merchant.store.name, categories: path, available }, asked ?? locale);
});
