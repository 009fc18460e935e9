import * as z from 'zod';
import { ListingId, offers } from '../../shared/catalogue/public.ts';
import { placements } from '../../shared/inventory/placement-store.ts';
import { FiguresView, placementOf, totals } from '../../shared/inventory/placement.ts';
import { StockView } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { localText } from '../../shared/kernel/values/text.ts';

/** With what cannot be bought, and with what the goods are called, once they have been on sale. */
const Named = StockView.extend({
  ...FiguresView.pick({ inTransit: true, returned: true, damaged: true }).shape,
  listingId: ListingId.optional(),
  title: localText(255).optional(),
  specText: localText(500).optional(),
});

export const { contract, handler } = endpoint({
  summary:
    "Lists the stock of the shop's own SKUs: what can be bought, is held, sold, in transit, returned and damaged.",
  route: 'GET /v1/stock',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(Named) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [stock.ofMerchant, stock.need, placements.get, offers.get],
}, async ({ input, caller }) => {
  const merchantId = await shopOf(caller);
  const { items, cursor } = await stock.ofMerchant(merchantId, input);
  const named = items.map(async (skuId) => {
    const [units, placement, offer] = await Promise.all([
      stock.need(skuId, merchantId),
      placements.get(skuId),
      offers.get(skuId),
    ]);
    const { inTransit, returned, damaged } = totals(placementOf(placement, units));
    return {
      ...units,
      inTransit,
      returned,
      damaged,
      listingId: offer?.listingId,
      title: offer?.title,
      specText: offer?.specText,
    };
  });
  return { items: await Promise.all(named), cursor };
});
