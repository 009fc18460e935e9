import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { askedBy, FreightQuoteView, quoteView } from '../../../shared/logistics/freight-quote.ts';
import { quotes } from '../../../shared/logistics/freight-store.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the buyer's freight quotes.",
  route: 'GET /v1/freight-quotes/{quoteId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ quoteId: id('freightQuote') }),
  answer: { 200: FreightQuoteView },
  problems: ['not-found'],
  touches: [quotes.need],
}, async ({ input, caller }) => quoteView(askedBy(await quotes.need(input.quoteId), caller.accountId)));
