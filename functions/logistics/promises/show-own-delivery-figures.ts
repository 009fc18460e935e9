import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';
import { CarrierFigures, figuresOf } from '../../../shared/logistics/promises/figures.ts';
import { deliveryCounts } from '../../../shared/logistics/promises/promise-store.ts';

export const { contract, handler } = endpoint({
  summary:
    "Shows how each carrier delivered the shop's parcels in a month: in time, late, brought back, and as buyers say.",
  route: 'GET /v1/delivery-figures',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ month: Month }),
  answer: { 200: z.object({ items: z.array(CarrierFigures) }) },
  problems: ['no-shop'],
  touches: [deliveryCounts.ofMonth],
}, async ({ input: { month }, caller }) => ({
  items: figuresOf(await deliveryCounts.ofMonth(await shopOf(caller), month)),
}));
