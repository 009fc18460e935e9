import * as z from 'zod';
import { foundCards } from '../../../shared/catalogue/cards.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { CardView } from '../../../shared/catalogue/product-page.ts';
import { popular, rankingOfAll } from '../../../shared/catalogue/sales-store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what has sold best on the whole market in the last 30 days.',
  route: 'GET /v1/products/popular',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ locale: Locale.optional(), ...pageInput }),
  answer: { 200: page(CardView) },
  problems: ['invalid-cursor'],
  touches: [popular, foundCards],
  cache: cacheSeconds.products,
}, async ({ input: { locale: asked, ...request }, locale }) => {
  const { items, cursor } = await popular(rankingOfAll, { ...request, newestFirst: true });
  return { items: await foundCards(items, asked ?? locale), cursor };
});
