import * as z from 'zod';
import { sheets, sheetPath, stockTakes } from '../../../shared/inventory/stock-take-store.ts';
import { StockTakeId, stockTakeOf, stockTakeView, StockTakeView } from '../../../shared/inventory/stock-take.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a stock-take: its sheet, what was counted, and by how much it differs.',
  route: 'GET /v1/stock-takes/{stockTakeId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ stockTakeId: StockTakeId }),
  answer: { 200: StockTakeView.extend({ sheetUrl: z.url() }) },
  problems: ['no-shop', 'not-found'],
  touches: [stockTakes.need, sheets.link],
}, async ({ input: { stockTakeId }, caller }) => {
  const [found, merchantId] = await Promise.all([stockTakes.need(stockTakeId), shopOf(caller)]);
  const take = stockTakeOf(found, merchantId);
  return { ...stockTakeView(take), sheetUrl: await sheets.link(sheetPath(take)) };
});
