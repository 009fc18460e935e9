import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { Price } from '../../../shared/kernel/values/money.ts';
import { freightQuoteAnswered } from '../../../shared/logistics/events.ts';
import { answerQuote, askedOf, FreightQuoteView, quoteView } from '../../../shared/logistics/freight-quote.ts';
import { quotes } from '../../../shared/logistics/freight-store.ts';
import { freightQuoteTimes } from '../../../shared/logistics/rulebooks.ts';

export const { contract, handler } = endpoint({
  summary: 'Answers a freight quote; the amount is good for one order, until it expires.',
  route: 'POST /v1/freight-quotes/{quoteId}/answer',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ quoteId: id('freightQuote'), amount: Price }),
  answer: { 200: FreightQuoteView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'currency-foreign'],
  touches: [quotes.need, freightQuoteTimes.versions, quotes.save],
  emits: [freightQuoteAnswered],
}, async ({ input, caller, now, commit }) => {
  const [quote, timesOf, shopId] = await Promise.all([
    quotes.need(input.quoteId),
    freightQuoteTimes.versions(),
    shopOf(caller),
  ]);
  const change = answerQuote(askedOf(quote, shopId), input.amount, timesOf(quote.timesVersion), now);
  return commit({ writes: [quotes.save(change)], answer: quoteView(change.after) });
});
