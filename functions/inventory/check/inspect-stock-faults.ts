import * as z from 'zod';
import { stockFaults } from '../../../shared/inventory/check-store.ts';
import { stockFaultsView, StockFaultsView } from '../../../shared/inventory/check.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows what of the stock of a shop did not agree when it was checked.',
  route: 'GET /v1/stock-faults/{merchantId}',
  audience: 'operator',
  callers: ['operator', 'admin'],
  input: z.strictObject({ merchantId: MerchantId }),
  answer: { 200: StockFaultsView },
  problems: ['not-found'],
  touches: [stockFaults.need],
}, async ({ input: { merchantId } }) => stockFaultsView(await stockFaults.need(merchantId)));
