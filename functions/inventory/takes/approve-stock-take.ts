import * as z from 'zod';
import { availabilityCounted, stockTakeAdjusted } from '../../../shared/inventory/events.ts';
import { settleCounts } from '../../../shared/inventory/counting.ts';
import { stockTakes } from '../../../shared/inventory/stock-take-store.ts';
import { approveStockTake, StockTakeId, stockTakeView, StockTakeView } from '../../../shared/inventory/stock-take.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Lets the stock of a shop be what was counted, as a second person.',
  route: 'POST /v1/stock-takes/{stockTakeId}/approval',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  input: z.strictObject({ stockTakeId: StockTakeId, reason: prose(500, 3) }),
  answer: { 200: StockTakeView },
  problems: ['not-found', 'illegal-step', 'taken-by-another', 'out-of-stock', 'warehouse-short'],
  touches: [stockTakes.need, settleCounts, stockTakes.save],
  emits: [stockTakeAdjusted, availabilityCounted],
}, async ({ input: { stockTakeId }, caller, now, commit }) => {
  const change = approveStockTake(await stockTakes.need(stockTakeId), caller.accountId, now);
  return commit({
    writes: [stockTakes.save(change), await settleCounts(change.after, now)],
    answer: stockTakeView(change.after),
  });
});
