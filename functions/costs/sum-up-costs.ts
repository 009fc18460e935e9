import * as z from 'zod';
import { costSums } from '../../shared/costs/store.ts';
import { CostSum } from '../../shared/costs/summary.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../shared/kernel/values/calendar.ts';

export const { contract, handler } = endpoint({
  summary: "Sums up the shop's costs of logistics in a month, by kind, carrier and lane.",
  route: 'GET /v1/cost-sums',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ month: Month }),
  answer: { 200: z.object({ items: z.array(CostSum) }) },
  problems: ['no-shop'],
  touches: [costSums.ofShop],
}, async ({ input: { month }, caller }) => ({ items: await costSums.ofShop(await shopOf(caller), month) }));
