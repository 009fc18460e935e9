import * as z from 'zod';
import { stockFaults } from '../../../shared/inventory/check-store.ts';
import { settleStockFaults, stockFaultsView, StockFaultsView } from '../../../shared/inventory/check.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: "Says what was done about a shop's stock that did not agree. What is still wrong is found again.",
  route: 'POST /v1/stock-faults/{merchantId}/settlement',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  input: z.strictObject({ merchantId: MerchantId, reason: prose(500, 3) }),
  answer: { 200: StockFaultsView },
  problems: ['not-found', 'taken-by-another'],
  touches: [stockFaults.need, stockFaults.save],
}, async ({ input: { merchantId }, commit }) => {
  const change = settleStockFaults(await stockFaults.need(merchantId));
  return commit({ writes: [stockFaults.save(change)], answer: stockFaultsView(change.after) });
});
