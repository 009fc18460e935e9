import * as z from 'zod';
import { stockTakes } from '../../../shared/inventory/stock-take-store.ts';
import {
  StockTakeId,
  stockTakeOf,
  stockTakeView,
  StockTakeView,
  withdrawStockTake,
} from '../../../shared/inventory/stock-take.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Gives a count sheet up: nothing is counted by it.',
  route: 'POST /v1/stock-takes/{stockTakeId}/withdrawal',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ stockTakeId: StockTakeId }),
  answer: { 200: StockTakeView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [stockTakes.need, stockTakes.save],
}, async ({ input: { stockTakeId }, caller, commit }) => {
  const [found, merchantId] = await Promise.all([stockTakes.need(stockTakeId), shopOf(caller)]);
  const change = withdrawStockTake(stockTakeOf(found, merchantId));
  return commit({ writes: [stockTakes.save(change)], answer: stockTakeView(change.after) });
});
