import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { OverdueDay, overdueDays } from '../../../shared/ordering/overdue-store.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';

export const { contract, handler } = endpoint({
  summary: 'Counts the orders that a shop accepted, shipped or delivered too late, for each day of a month.',
  route: 'GET /v1/merchants/{merchantId}/overdue-days',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject({ merchantId: MerchantId, month: Month }),
  answer: { 200: z.object({ items: z.array(OverdueDay) }) },
  touches: [overdueDays.ofShop],
}, async ({ input: { merchantId, month } }) => ({ items: await overdueDays.ofShop(merchantId, month) }));
