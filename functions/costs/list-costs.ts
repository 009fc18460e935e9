import * as z from 'zod';
import { CostView } from '../../shared/costs/cost.ts';
import { costs, costsOf } from '../../shared/costs/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { Month } from '../../shared/kernel/values/calendar.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the costs of logistics that the shop has entered, latest day first.',
  route: 'GET /v1/costs',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ month: Month.optional(), ...pageInput }),
  answer: { 200: page(CostView) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [costs.ofMerchant],
}, async ({ input: { month, ...request }, caller }) =>
  costs.ofMerchant(costsOf(await shopOf(caller)), {
    ...request,
    newestFirst: true,
    ...(month && { startingWith: month }),
  }));
