import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { orderStages } from '../../../shared/ordering/stage-store.ts';
import { figuresOf, StageFigures } from '../../../shared/ordering/stages.ts';

export const { contract, handler } = endpoint({
  summary:
    'Shows how long each stage of orders took and where they were lost, of all that ended in a month, or those of a shop.',
  route: 'GET /v1/order-stages',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject({ month: Month, merchantId: MerchantId.optional() }),
  answer: { 200: z.object({ items: z.array(StageFigures) }) },
  touches: [orderStages.ofMonth],
}, async ({ input: { month, merchantId } }) => ({
  items: figuresOf(await orderStages.ofMonth(merchantId ?? 'platform', month)),
}));
