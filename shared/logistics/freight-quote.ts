import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, Instant } from '../kernel/values/clock.ts';
import type { Fact } from '../kernel/events.ts';
import { AccountId, id, MerchantId, type Id } from '../kernel/values/ids.ts';
import { Money, type Currency } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { freightQuoteAnswered, freightQuoteDeclined, freightQuoteLapsed, freightQuoteRequested } from './events.ts';
import type { FreightQuoteTimes } from './rulebooks.ts';

export type QuoteState = z.infer<typeof QuoteState>;
export const QuoteState = z.enum(['requested', 'answered', 'declined', 'lapsed', 'used']);

/** The life of a freight quote. An answered one also expires, without a step: its time tells. */
export const quoteSteps = {
  answer: { from: ['requested'], to: 'answered' },
  decline: { from: ['requested'], to: 'declined' },
  lapse: { from: ['requested'], to: 'lapsed' },
  use: { from: ['answered'], to: 'used' },
} as const satisfies Steps<QuoteState>;

/** The part of an address that decides what freight costs. */
export type QuoteDestination = z.infer<typeof QuoteDestination>;
export const QuoteDestination = z.object({
  country: z.string(),
  region: z.string(),
  city: z.string(),
  postalCode: z.string(),
});

/**
 * What a shop asks for delivering some units of one SKU to one place: asked by a buyer, answered by the shop, used
 * once.
 */
export interface FreightQuote extends Versioned {
  readonly id: Id<'freightQuote'>;
  readonly buyerId: AccountId;
  readonly merchantId: MerchantId;
  readonly skuId: Id<'sku'>;
  readonly quantity: number;
  /** Of the goods, and so of the answer. */
  readonly currency: Currency;
  readonly destination: QuoteDestination;
  readonly state: QuoteState;
  readonly requestedAt: Instant;
  /** The version of freight-quote-times that it goes by. */
  readonly timesVersion: number;
  /** For the line as a whole. */
  readonly amount?: Money;
  readonly expiresAt?: Instant;
  readonly orderId?: Id<'order'>;
}

/** A quote that can be used. */
export type AnsweredQuote = FreightQuote & { readonly amount: Money };

/** What an offer says that a quote needs to know. */
interface Offered {
  readonly merchantId: MerchantId;
  readonly onSale: boolean;
  readonly price: Money;
}

interface Wanted extends Pick<FreightQuote, 'id' | 'buyerId' | 'skuId' | 'quantity' | 'destination'> {
  readonly offer: Offered | undefined;
}

/** A buyer asks the shop that sells a SKU. @throws Problem offer-gone when nobody does */
export const requestQuote = (
  { id, buyerId, skuId, quantity, destination, offer }: Wanted,
  { version: timesVersion }: FreightQuoteTimes,
  now: Instant,
): Change<FreightQuote> => {
  if (!offer?.onSale) throw new Problem('offer-gone');
  const { merchantId, price: { currency } } = offer;
  return created<FreightQuote>(
    {
      id,
      buyerId,
      merchantId,
      skuId,
      quantity,
      currency,
      destination: QuoteDestination.parse(destination),
      state: 'requested',
      requestedAt: now,
      timesVersion,
    },
    freightQuoteRequested({ quoteId: id, buyerId, merchantId, skuId, quantity, at: now }),
  );
};

/** The quote, if this shop was asked. @throws Problem not-found */
export const askedOf = (quote: FreightQuote, merchantId: MerchantId): FreightQuote => {
  if (quote.merchantId !== merchantId) throw new Problem('not-found');
  return quote;
};

/** The quote, if this buyer asked. @throws Problem not-found */
export const askedBy = (quote: FreightQuote, buyerId: AccountId): FreightQuote => {
  if (quote.buyerId !== buyerId) throw new Problem('not-found');
  return quote;
};

const advance = (quote: FreightQuote, step: keyof typeof quoteSteps, fields: Partial<FreightQuote>, ...facts: Fact[]) =>
  move<QuoteState, typeof quoteSteps, FreightQuote>(quoteSteps, quote, step, fields, ...facts);

/**
 * The shop answers; the amount is good for a while.
 * @throws Problem illegal-step when nobody waits for it any more, currency-foreign
 */
export const answerQuote = (
  quote: FreightQuote,
  amount: Money,
  { validFor }: FreightQuoteTimes,
  now: Instant,
): Change<FreightQuote> => {
  if (amount.currency !== quote.currency) {
    throw new Problem('currency-foreign', `The goods are sold in ${quote.currency}`);
  }
  const expiresAt = after(now, validFor);
  const { id: quoteId, buyerId, merchantId } = quote;
  return advance(
    quote,
    'answer',
    { amount, expiresAt },
    freightQuoteAnswered({ quoteId, buyerId, merchantId, amount, expiresAt, at: now }),
  );
};

const ended = ({ id: quoteId, buyerId, merchantId, skuId, quantity }: FreightQuote, at: Instant) => ({
  quoteId,
  buyerId,
  merchantId,
  skuId,
  quantity,
  at,
});

/** The shop does not deliver that. @throws Problem illegal-step when nobody waits for it any more */
export const declineQuote = (quote: FreightQuote, now: Instant): Change<FreightQuote> =>
  advance(quote, 'decline', {}, freightQuoteDeclined(ended(quote, now)));

/** The shop has not answered in time. @throws Problem illegal-step when it has */
export const lapseQuote = (quote: FreightQuote, now: Instant): Change<FreightQuote> =>
  advance(quote, 'lapse', {}, freightQuoteLapsed(ended(quote, now)));

/**
 * Whether a quote holds for a line: answered, not expired, not used, the buyer's own, for these units of this SKU and,
 * where it is known already, for this place.
 */
export const quoteHolds = (
  quote: FreightQuote | undefined,
  line: {
    buyerId: AccountId;
    merchantId: MerchantId;
    skuId: Id<'sku'>;
    quantity: number;
    destination?: QuoteDestination;
  },
  now: Instant,
): quote is AnsweredQuote =>
  quote !== undefined && quote.state === 'answered' && quote.amount !== undefined && quote.expiresAt !== undefined
  && quote.expiresAt > now
  && quote.buyerId === line.buyerId && quote.merchantId === line.merchantId && quote.skuId === line.skuId
  && quote.quantity === line.quantity
  && (line.destination === undefined || samePlace(quote.destination, line.destination));

const samePlace = (a: QuoteDestination, b: QuoteDestination): boolean =>
  a.country === b.country && a.region === b.region && a.city === b.city && a.postalCode === b.postalCode;

/**
 * Uses a quote up for an order, which tells of it.
 * @throws Problem quote-invalid when it is not answered or used already
 */
export const useQuote = (quote: FreightQuote, orderId: Id<'order'>): Change<FreightQuote> => {
  if (quote.state !== 'answered') throw new Problem('quote-invalid', `The quote ${quote.id} is ${quote.state}`);
  return advance(quote, 'use', { orderId });
};

/** What buyer and shop see of a quote. */
export const FreightQuoteView = z.object({
  id: id('freightQuote'),
  merchantId: MerchantId,
  skuId: id('sku'),
  quantity: z.int(),
  destination: QuoteDestination,
  state: QuoteState,
  requestedAt: Instant,
  amount: Money.optional(),
  expiresAt: Instant.optional(),
  orderId: id('order').optional(),
}).meta({ id: 'FreightQuoteView' });

export const quoteView = (
  { id, merchantId, skuId, quantity, destination, state, requestedAt, amount, expiresAt, orderId }: FreightQuote,
): z.input<typeof FreightQuoteView> => ({
  id,
  merchantId,
  skuId,
  quantity,
  destination,
  state,
  requestedAt,
  amount,
  expiresAt,
  orderId,
});
