import * as z from 'zod';
import { stockTakeRefused } from '../../../shared/inventory/events.ts';
import { stockTakes } from '../../../shared/inventory/stock-take-store.ts';
import { refuseStockTake, StockTakeId, stockTakeView, StockTakeView } from '../../../shared/inventory/stock-take.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Has a shop count again: it reads why.',
  route: 'POST /v1/stock-takes/{stockTakeId}/refusal',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  input: z.strictObject({ stockTakeId: StockTakeId, reason: prose(500, 3) }),
  answer: { 200: StockTakeView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [stockTakes.need, stockTakes.save],
  emits: [stockTakeRefused],
}, async ({ input: { stockTakeId, reason }, caller, now, commit }) => {
  const change = refuseStockTake(await stockTakes.need(stockTakeId), caller.accountId, reason, now);
  return commit({ writes: [stockTakes.save(change)], answer: stockTakeView(change.after) });
});
