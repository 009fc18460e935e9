import * as z from 'zod';
import { stockTakes } from '../../../shared/inventory/stock-take-store.ts';
import { StockTakeId, stockTakeView, StockTakeView } from '../../../shared/inventory/stock-take.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows a shop's stock-take: what was counted, and by how much it differs.",
  route: 'GET /v1/stock-takes/{stockTakeId}',
  audience: 'operator',
  callers: ['operator', 'admin'],
  input: z.strictObject({ stockTakeId: StockTakeId }),
  answer: { 200: StockTakeView },
  problems: ['not-found'],
  touches: [stockTakes.need],
}, async ({ input: { stockTakeId } }) => stockTakeView(await stockTakes.need(stockTakeId)));
