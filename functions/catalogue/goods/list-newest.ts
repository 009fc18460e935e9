import * as z from 'zod';
import { foundCards } from '../../../shared/catalogue/cards.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { CardView } from '../../../shared/catalogue/product-page.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what is on sale on the whole market, newest first.',
  route: 'GET /v1/products',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ locale: Locale.optional(), ...pageInput }),
  answer: { 200: page(CardView) },
  problems: ['invalid-cursor'],
  touches: [pages.newest, foundCards],
  cache: cacheSeconds.products,
}, async ({ input: { locale: asked, ...request }, locale }) => {
  const { items, cursor } = await pages.newest(request);
  return { items: await foundCards(items, asked ?? locale), cursor };
});
