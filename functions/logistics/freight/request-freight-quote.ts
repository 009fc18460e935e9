import * as z from 'zod';
import { offers, SkuId } from '../../../shared/catalogue/public.ts';
import { addresses, AddressId } from '../../../shared/identity/public.ts';
import { after } from '../../../shared/kernel/values/clock.ts';
import { due } from '../../../shared/kernel/store/due.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { freightQuoteRequested } from '../../../shared/logistics/events.ts';
import { FreightQuoteView, quoteView, requestQuote } from '../../../shared/logistics/freight-quote.ts';
import { quotes } from '../../../shared/logistics/freight-store.ts';
import { freightQuoteTimes, openFreightQuotes } from '../../../shared/logistics/rulebooks.ts';

export const { contract, handler } = endpoint({
  summary: "Asks a shop what it charges for delivering some units of a SKU to one of the buyer's addresses.",
  route: 'POST /v1/freight-quotes',
  audience: 'shop',
  callers: ['buyer'],
  effort: 'costs',
  idempotent: true,
  input: z.strictObject({ skuId: SkuId, quantity: z.int().min(1).max(999), addressId: AddressId }),
  answer: { 201: FreightQuoteView },
  problems: ['not-found', 'offer-gone', 'too-many-quotes'],
  touches: [offers.get, addresses.need, freightQuoteTimes.current, openFreightQuotes.current, quotes.save, due.set],
  emits: [freightQuoteRequested],
}, async ({ input, caller, now, newId, commit }) => {
  const [offer, destination, times] = await Promise.all([
    offers.get(input.skuId),
    addresses.need(caller.accountId, input.addressId),
    freightQuoteTimes.current(now),
    // Known when the quote is saved, so that it takes no trip of its own.
    openFreightQuotes.current(now),
  ]);
  const { skuId, quantity } = input;
  const quoteId = newId('freightQuote');
  const change = requestQuote(
    {
      id: quoteId,
      buyerId: caller.accountId,
      offer,
      skuId,
      quantity,
      destination,
    },
    times,
    now,
  );
  return commit({
    writes: [
      quotes.save(change),
      due.set(after(now, times.answerWithin), 'logistics/lapse-freight-quote', { quoteId }),
    ],
    answer: quoteView(change.after),
  });
});
