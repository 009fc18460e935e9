import * as z from 'zod';
import { costSums } from '../../shared/costs/store.ts';
import { CostSum } from '../../shared/costs/summary.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../shared/kernel/values/calendar.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: "Sums up a shop's costs of logistics in a month, by kind, carrier and lane.",
  route: 'GET /v1/merchants/{merchantId}/cost-sums',
  audience: 'operator',
  callers: ['operator', 'admin'],
  input: z.strictObject({ merchantId: MerchantId, month: Month }),
  answer: { 200: z.object({ items: z.array(CostSum) }) },
  touches: [costSums.ofShop],
}, async ({ input: { merchantId, month } }) => ({ items: await costSums.ofShop(merchantId, month) }));
