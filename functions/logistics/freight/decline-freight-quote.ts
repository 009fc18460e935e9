import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { freightQuoteDeclined } from '../../../shared/logistics/events.ts';
import { askedOf, declineQuote, FreightQuoteView, quoteView } from '../../../shared/logistics/freight-quote.ts';
import { quotes } from '../../../shared/logistics/freight-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Declines a freight quote: the shop does not deliver that, and the buyer is told.',
  route: 'POST /v1/freight-quotes/{quoteId}/decline',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ quoteId: id('freightQuote') }),
  answer: { 200: FreightQuoteView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [quotes.need, quotes.save],
  emits: [freightQuoteDeclined],
}, async ({ input, caller, now, commit }) => {
  const change = declineQuote(askedOf(await quotes.need(input.quoteId), await shopOf(caller)), now);
  return commit({ writes: [quotes.save(change)], answer: quoteView(change.after) });
});
