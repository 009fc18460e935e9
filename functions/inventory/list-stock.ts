import * as z from 'zod';
import { ListingId, offers } from '../../shared/catalogue/public.ts';
import { StockView } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { localText } from '../../shared/kernel/values/text.ts';

/** With what the goods are called, once they have been on sale. */
const Named = StockView.extend({
  listingId: ListingId.optional(),
  title: localText(255).optional(),
  specText: localText(500).optional(),
});

export const { contract, handler } = endpoint({
  summary: "Lists the stock of the shop's own SKUs.",
  route: 'GET /v1/stock',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(Named) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [stock.ofMerchant, stock.need, offers.get],
}, async ({ input, caller }) => {
  const merchantId = await shopOf(caller);
  const { items, cursor } = await stock.ofMerchant(merchantId, input);
  const named = items.map(async (skuId) => {
    const [units, offer] = await Promise.all([stock.need(skuId, merchantId), offers.get(skuId)]);
    return { ...units, listingId: offer?.listingId, title: offer?.title, specText: offer?.specText };
  });
  return { items: await Promise.all(named), cursor };
});
