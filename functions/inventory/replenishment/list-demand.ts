import * as z from 'zod';
import { SkuId } from '../../../shared/catalogue/public.ts';
import { forecast } from '../../../shared/inventory/replenishment/forecast.ts';
import { demandOf, keptDays, knownDays } from '../../../shared/inventory/replenishment/history.ts';
import { stockHistories } from '../../../shared/inventory/replenishment/replenishment-store.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

const Day = z.object({
  date: z.iso.date(),
  units: z.int(),
  foretold: z.number().optional().meta({ description: 'Units that were foretold the day before' }),
});

export const { contract, handler } = endpoint({
  summary:
    `Lists how many units of an own SKU were sold on each of the last ${keptDays} days, and how many were foretold; newest first.`,
  route: 'GET /v1/skus/{skuId}/demand',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ skuId: SkuId }),
  answer: { 200: z.object({ items: z.array(Day) }) },
  problems: ['no-shop', 'not-found'],
  touches: [stock.need, stockHistories.get],
}, async ({ input: { skuId }, caller, now, calendar }) => {
  const [history] = await Promise.all([stockHistories.get(skuId), shopOf(caller).then((id) => stock.need(skuId, id))]);
  if (!history) return { items: [] };
  const today = calendar.dateOf(now);
  const demand = demandOf(history, today);
  const foretold = forecast(demand)?.foretold;
  const items = knownDays(history, today).map((date, i) => ({
    date,
    units: demand[i]!,
    foretold: foretold?.[i] === undefined ? undefined : Math.round(foretold[i] * 100) / 100,
  }));
  return { items: items.toReversed() };
});
