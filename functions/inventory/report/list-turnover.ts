import * as z from 'zod';
import { offers, SkuId } from '../../../shared/catalogue/public.ts';
import { stockHistories } from '../../../shared/inventory/replenishment/replenishment-store.ts';
import { turnoverDays, turnoverOf } from '../../../shared/inventory/report/turnover.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { localText } from '../../../shared/kernel/values/text.ts';

const Row = z.object({
  skuId: SkuId,
  title: localText(255).optional(),
  available: z.int(),
  days: z.int().meta({ description: `Days that are known of the last ${turnoverDays}` }),
  sold: z.int().meta({ description: 'Units in these days' }),
  averageOnHand: z.number(),
  turnover: z.number().optional().meta({ description: 'How often a year all of it is sold, at this pace' }),
  daysOfCover: z.int().optional().meta({ description: 'Days for which what can be bought lasts, at this pace' }),
  averageAge: z.int().meta({ description: 'Days, as if the oldest units left first' }),
  oldestAge: z.int().meta({ description: 'Days' }),
});

export const { contract, handler } = endpoint({
  summary: "Lists how fast the shop's SKUs turn over, how long what is there lasts, and how old it is.",
  route: 'GET /v1/stock-turnover',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(Row) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [stock.ofMerchant, stock.need, stockHistories.get, offers.get],
}, async ({ input, caller, now, calendar }) => {
  const merchantId = await shopOf(caller);
  const { items, cursor } = await stock.ofMerchant(merchantId, input);
  const rows = items.map(async (skuId) => {
    const [units, history, offer] = await Promise.all([
      stock.need(skuId, merchantId),
      stockHistories.get(skuId),
      offers.get(skuId),
    ]);
    // One that came today is counted in the night.
    const turnover = history
      ? turnoverOf(history, units, calendar.dateOf(now))
      : { days: 0, sold: 0, averageOnHand: 0, averageAge: 0, oldestAge: 0 };
    return { skuId, title: offer?.title, available: units.available, ...turnover };
  });
  return { items: await Promise.all(rows), cursor };
});
