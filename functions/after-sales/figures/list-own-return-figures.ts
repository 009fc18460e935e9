import * as z from 'zod';
import { figuresOf, ReturnFigures } from '../../../shared/after-sales/figures.ts';
import { returnFigures } from '../../../shared/after-sales/figure-store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';

export const { contract, handler } = endpoint({
  summary:
    "Shows why the shop's goods were asked back in a month, what came of it and how buyers rated it, by category and reason.",
  route: 'GET /v1/return-figures',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ month: Month }),
  answer: { 200: z.object({ items: z.array(ReturnFigures) }) },
  problems: ['no-shop'],
  touches: [returnFigures.ofMonth],
}, async ({ input: { month }, caller }) => ({
  items: figuresOf(await returnFigures.ofMonth(await shopOf(caller), month)),
}));
