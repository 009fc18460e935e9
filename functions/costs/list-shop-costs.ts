import * as z from 'zod';
import { costSums } from '../../shared/costs/store.ts';
import { ShopCosts, shopCosts } from '../../shared/costs/summary.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { Month } from '../../shared/kernel/values/calendar.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what logistics has cost the shops in a month, by group, as far as they have entered it.',
  route: 'GET /v1/shop-costs',
  audience: 'operator',
  callers: ['operator', 'admin'],
  input: z.strictObject({ month: Month, ...pageInput }),
  answer: { 200: page(ShopCosts) },
  problems: ['invalid-cursor'],
  touches: [costSums.shopsIn, costSums.ofShop],
}, async ({ input: { month, ...request } }) => {
  const { items: shops, cursor } = await costSums.shopsIn(month, request);
  const items = await Promise.all(shops.map(async (shop) => ({ shop, sums: await costSums.ofShop(shop, month) })));
  return {
    items: items.filter(({ sums }) => sums.length > 0).map(({ shop, sums }) => shopCosts(shop, sums)),
    ...(cursor && { cursor }),
  };
});
