import * as z from 'zod';
import { SkuId } from '../../../shared/catalogue/public.ts';
import { placements } from '../../../shared/inventory/placement-store.ts';
import { placementOf, totals } from '../../../shared/inventory/placement.ts';
import { leastDays, Method } from '../../../shared/inventory/replenishment/forecast.ts';
import { demandOf } from '../../../shared/inventory/replenishment/history.ts';
import { replenishments, stockHistories } from '../../../shared/inventory/replenishment/replenishment-store.ts';
import { lookAhead, SupplyTerms, termsOf } from '../../../shared/inventory/replenishment/replenishment.ts';
import { replenishmentRules } from '../../../shared/inventory/rulebooks.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

const hundredths = (n: number): number => Math.round(n * 100) / 100;

export const { contract, handler } = endpoint({
  summary:
    `Foretells the demand for an own SKU, says by which method and with what error, and what to order and when. A forecast needs ${leastDays} days.`,
  route: 'GET /v1/skus/{skuId}/forecast',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ skuId: SkuId }),
  answer: {
    200: z.object({
      skuId: SkuId,
      available: z.int(),
      inTransit: z.int(),
      ...SupplyTerms.shape,
      daysKnown: z.int(),
      lastWeek: z.int().meta({ description: 'Units sold' }),
      usualWeek: z.number().meta({ description: 'Units sold in an average week of the four before' }),
      rising: z.boolean(),
      method: Method.optional(),
      perDay: z.number().optional().meta({ description: 'Units a day that are foretold' }),
      meanError: z.number().optional().meta({
        description: 'Mean absolute error of the forecasts for one day, in units',
      }),
      scaledError: z.number().optional().meta({
        description: 'Their root mean square in relation to that of saying "as yesterday" (RMSSE): below 1 is better',
      }),
      safetyStock: z.int().optional(),
      reorderPoint: z.int().optional().meta({ description: 'So many units or fewer, those on their way included' }),
      suggested: z.int().meta({ description: 'Units to order now' }),
    }),
  },
  problems: ['no-shop', 'not-found'],
  touches: [stock.need, placements.get, stockHistories.get, replenishments.get, replenishmentRules.current],
}, async ({ input: { skuId }, caller, now, calendar }) => {
  const merchantId = await shopOf(caller);
  const [units, begun, history, replenishment, rules] = await Promise.all([
    stock.need(skuId, merchantId),
    placements.get(skuId),
    stockHistories.get(skuId),
    replenishments.get(skuId),
    replenishmentRules.current(now),
  ]);
  const { inTransit } = totals(placementOf(begun, units));
  const terms = termsOf(replenishment, rules);
  const demand = history ? demandOf(history, calendar.dateOf(now)) : [];
  const { forecast, usualWeek, ...ahead } = lookAhead(demand, units.available + inTransit, terms, rules);
  return {
    skuId,
    available: units.available,
    inTransit,
    ...terms,
    daysKnown: demand.length,
    usualWeek: hundredths(usualWeek),
    ...ahead,
    method: forecast?.method,
    perDay: forecast && hundredths(forecast.perDay),
    meanError: forecast && hundredths(forecast.error.mean),
    scaledError: forecast && hundredths(forecast.error.scaled),
  };
});
