import * as z from 'zod';
import { figuresOf, ReturnFigures } from '../../../shared/after-sales/figures.ts';
import { returnFigures } from '../../../shared/after-sales/figure-store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary:
    'Shows why goods were asked back in a month, what came of it and how buyers rated it, by category and reason, of all shops or one.',
  route: 'GET /v1/return-figures',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject({ month: Month, merchantId: MerchantId.optional() }),
  answer: { 200: z.object({ items: z.array(ReturnFigures) }) },
  touches: [returnFigures.ofMonth],
}, async ({ input: { month, merchantId } }) => ({
  items: figuresOf(await returnFigures.ofMonth(merchantId ?? 'platform', month)),
}));
