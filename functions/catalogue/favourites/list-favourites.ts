import * as z from 'zod';
import { favourites } from '../../../shared/catalogue/favourites/favourite-store.ts';
import { FavouriteView, favouriteView } from '../../../shared/catalogue/favourites/favourite.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { stock } from '../../../shared/inventory/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';
import { openStore } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the favourites, the newest first, each with what it costs now and whether it can be bought.',
  route: 'GET /v1/favourites',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ locale: Locale.optional(), ...pageInput }),
  answer: { 200: page(FavouriteView) },
  problems: ['invalid-cursor'],
  touches: [favourites.ofAccount, pages.get, openStore, stock.available],
}, async ({ input: { locale: asked, ...request }, caller: { accountId }, locale }) => {
  const { items, cursor } = await favourites.ofAccount(accountId, request);
  const views = await Promise.all(items.map(async (favourite) => {
    const [found, store] = await Promise.all([pages.get(favourite.listingId), openStore(favourite.merchantId)]);
    const shown = found?.visible && store ? found : undefined;
    const units = await Promise.all((shown?.skus ?? []).map(({ id }) => stock.available(id)));
    const available = units.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    return favouriteView(favourite, shown?.card, available, asked ?? locale);
  }));
  return { items: views, cursor };
});
