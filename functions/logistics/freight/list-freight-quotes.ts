import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { FreightQuoteView } from '../../../shared/logistics/freight-quote.ts';
import { openQuotes, quotes } from '../../../shared/logistics/freight-store.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the freight quotes that wait for the shop's answer, oldest first.",
  route: 'GET /v1/freight-quotes',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(FreightQuoteView) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [quotes.open],
}, async ({ input, caller }) => quotes.open(openQuotes(await shopOf(caller)), input));
