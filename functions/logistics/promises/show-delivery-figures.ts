import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { CarrierFigures, figuresOf } from '../../../shared/logistics/promises/figures.ts';
import { deliveryCounts } from '../../../shared/logistics/promises/promise-store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Shows how each carrier delivered in a month, for all or for a shop: in time, late, brought back, and as buyers say.',
  route: 'GET /v1/delivery-figures',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject({ month: Month, merchantId: MerchantId.optional() }),
  answer: { 200: z.object({ items: z.array(CarrierFigures) }) },
  touches: [deliveryCounts.ofMonth],
}, async ({ input: { month, merchantId } }) => ({
  items: figuresOf(await deliveryCounts.ofMonth(merchantId ?? 'platform', month)),
}));
