import * as z from 'zod';
import { costSums } from '../../shared/costs/store.ts';
import { Saving, savingsOf } from '../../shared/costs/summary.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../shared/kernel/values/calendar.ts';

export const { contract, handler } = endpoint({
  summary:
    'Says what the parcels of a month would have cost less by the cheapest carrier that the shop uses on their lane.',
  route: 'GET /v1/cost-savings',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ month: Month }),
  answer: { 200: z.object({ items: z.array(Saving) }) },
  problems: ['no-shop'],
  touches: [costSums.ofShop],
}, async ({ input: { month }, caller }) => ({ items: savingsOf(await costSums.ofShop(await shopOf(caller), month)) }));
