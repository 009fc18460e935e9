import * as z from 'zod';
import { readSheet } from '../../../shared/inventory/count-sheet.ts';
import { availabilityCounted, stockTakeAdjusted, stockTakeSubmitted } from '../../../shared/inventory/events.ts';
import { stockTakeTolerance } from '../../../shared/inventory/rulebooks.ts';
import { expectedAt, settleCounts } from '../../../shared/inventory/counting.ts';
import { stockTakes } from '../../../shared/inventory/stock-take-store.ts';
import {
  Counts,
  StockTakeId,
  stockTakeOf,
  stockTakeView,
  StockTakeView,
  submitCounts,
} from '../../../shared/inventory/stock-take.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Hands in what was counted, line by line or as the sheet. What differs little is adjusted at once.',
  route: 'POST /v1/stock-takes/{stockTakeId}/counts',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({
    stockTakeId: StockTakeId,
    counts: Counts.optional(),
    sheet: prose(10_000).optional().meta({
      description: 'The CSV of the sheet, filled in; it stands in place of counts',
    }),
  }).refine(({ counts, sheet }) => counts !== undefined || sheet !== undefined, {
    path: ['counts'],
    message: 'must be given, or else the sheet',
  }),
  answer: { 200: StockTakeView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'out-of-stock', 'warehouse-short'],
  touches: [stockTakes.need, stockTakeTolerance.current, expectedAt, settleCounts, stockTakes.save],
  emits: [stockTakeSubmitted, stockTakeAdjusted, availabilityCounted],
}, async ({ input: { stockTakeId, counts = [], sheet }, caller, now, commit }) => {
  const [found, merchantId, tolerance] = await Promise.all([
    stockTakes.need(stockTakeId),
    shopOf(caller),
    stockTakeTolerance.current(now),
  ]);
  const take = stockTakeOf(found, merchantId);
  const change = submitCounts(take, sheet === undefined ? counts : readSheet(sheet), await expectedAt(take), {
    tolerance,
    by: caller.accountId,
    now,
  });
  const settled = change.after.state === 'adjusted' ? await settleCounts(change.after, now) : [];
  return commit({ writes: [stockTakes.save(change), settled], answer: stockTakeView(change.after) });
});
