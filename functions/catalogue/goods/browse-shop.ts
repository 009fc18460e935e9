import * as z from 'zod';
import { shownCards } from '../../../shared/catalogue/cards.ts';
import { pages, ShelfOrder } from '../../../shared/catalogue/page-store.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { CardView } from '../../../shared/catalogue/product-page.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what a shop has on sale; nothing while it may not sell.',
  route: 'GET /v1/shops/{merchantId}/products',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({
    merchantId: MerchantId,
    sort: ShelfOrder.default('newest'),
    locale: Locale.optional(),
    ...pageInput,
  }),
  answer: { 200: page(CardView) },
  problems: ['invalid-cursor'],
  touches: [pages.onShelf, shownCards],
  cache: cacheSeconds.products,
}, async ({ input: { merchantId, sort, locale: asked, ...request }, locale }) => {
  const { items, cursor } = await pages.onShelf(merchantId, sort, request);
  return { items: await shownCards(items, asked ?? locale), cursor };
});
