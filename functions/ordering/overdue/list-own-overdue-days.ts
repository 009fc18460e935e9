import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { OverdueDay, overdueDays } from '../../../shared/ordering/overdue-store.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';

export const { contract, handler } = endpoint({
  summary: 'Counts the orders that the shop accepted, shipped or delivered too late, for each day of a month.',
  route: 'GET /v1/overdue-days',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ month: Month }),
  answer: { 200: z.object({ items: z.array(OverdueDay) }) },
  problems: ['no-shop'],
  touches: [overdueDays.ofShop],
}, async ({ input: { month }, caller }) => ({ items: await overdueDays.ofShop(await shopOf(caller), month) }));
