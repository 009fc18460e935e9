import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';
import { orderStages } from '../../../shared/ordering/stage-store.ts';
import { figuresOf, StageFigures } from '../../../shared/ordering/stages.ts';

export const { contract, handler } = endpoint({
  summary:
    "Shows how long each stage of the shop's orders took and where orders were lost, of those that ended in a month.",
  route: 'GET /v1/order-stages',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ month: Month }),
  answer: { 200: z.object({ items: z.array(StageFigures) }) },
  problems: ['no-shop'],
  touches: [orderStages.ofMonth],
}, async ({ input: { month }, caller }) => ({
  items: figuresOf(await orderStages.ofMonth(await shopOf(caller), month)),
}));
