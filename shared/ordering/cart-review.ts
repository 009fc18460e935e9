import * as z from 'zod';
import { stillChosen, surchargeOf, type Chosen, type Offer } from '../catalogue/public.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { id, type Id, type MerchantId } from '../kernel/values/ids.ts';
import { Money, sameMoney } from '../kernel/values/money.ts';
import { quoteHolds, type AnsweredQuote, type FreightQuote } from '../logistics/public.ts';
import type { Merchant } from '../merchants/public.ts';
import { CartLineId, unitPriceOf, type Cart, type CartLine } from './cart.ts';
import type { DeliveryAddress } from './order.ts';

/** What the shops have to say about a cart, as of now. */
export interface Shelf {
  readonly offers: ReadonlyMap<Id<'sku'>, Offer>;
  readonly merchants: ReadonlyMap<MerchantId, Merchant>;
  readonly quotes: ReadonlyMap<Id<'freightQuote'>, FreightQuote>;
}

/**
 * What is different from what the buyer put in the cart. All but `price-changed` keep the line from being bought as it
 * is.
 */
export type CartChange = z.infer<typeof CartChange>;
export const CartChange = z.object({
  lineId: CartLineId,
  skuId: id('sku'),
  kind: z.enum([
    'price-changed',
    'out-of-stock',
    'quantity-limited',
    'off-sale',
    'merchant-closed',
    'quote-expired',
    'options-changed',
  ]),
  price: z.object({ before: Money, after: Money }).optional(),
  /** How many can be had, for `quantity-limited`. */
  available: z.int().optional(),
});

/** A line that can be bought as it stands, with what its price depends on. */
export interface BuyableLine {
  readonly line: CartLine;
  readonly offer: Offer;
  readonly merchantId: MerchantId;
  readonly quantity: number;
  /** With what the choices of its buyer add. */
  readonly unitPrice: Money;
  readonly surcharge: Money;
  readonly chosen: readonly Chosen[];
  readonly weight: number;
  readonly quote: AnsweredQuote | undefined;
  readonly quotedFreight: Money | undefined;
}

export interface CartReview {
  readonly buyable: readonly BuyableLine[];
  readonly changes: readonly CartChange[];
}

interface Circumstances {
  readonly now: Instant;
  /** Units that can be had. Left out where the transaction itself finds out. */
  readonly available?: ReadonlyMap<Id<'sku'>, number>;
  /** Where it is to go, once that is known: a freight quote holds for its place alone. */
  readonly destination?: DeliveryAddress;
}

/** Compares a cart with the shelf: what can be bought as it stands, and what has changed [CRT-02]. */
export const reviewCart = (cart: Cart, shelf: Shelf, { now, available, destination }: Circumstances): CartReview => {
  const buyable: BuyableLine[] = [];
  const changes: CartChange[] = [];
  // Two lines may want the same SKU: what the first one takes is not there for the second.
  const left = new Map(available);
  for (const line of cart.lines) {
    const { lineId, skuId, quantity, seenPrice } = line;
    const offer = shelf.offers.get(skuId);
    const units = available ? left.get(skuId) ?? 0 : quantity;
    const quote = line.freightQuoteId && shelf.quotes.get(line.freightQuoteId);
    const answered = quoteHolds(quote, { ...line, buyerId: cart.id, destination }, now) ? quote : undefined;
    const chosen = stillChosen(offer?.madeToOrder, line.answers);
    const obstacle = obstacleTo(line, offer, chosen, shelf.merchants.get(line.merchantId), units, answered);
    if (obstacle) changes.push({ lineId, skuId, ...obstacle });
    else {
      left.set(skuId, units - quantity);
      buyable.push(wanted(line, offer!, chosen!, answered));
    }
    if (!offer?.onSale || !chosen) continue;
    const price = unitPriceOf(offer, chosen);
    if (!sameMoney(price, seenPrice)) {
      changes.push({ lineId, skuId, kind: 'price-changed', price: { before: seenPrice, after: price } });
    }
  }
  return { buyable, changes };
};

const obstacleTo = (
  { quantity, freightQuoteId }: CartLine,
  offer: Offer | undefined,
  chosen: readonly Chosen[] | undefined,
  merchant: Merchant | undefined,
  units: number,
  quote: AnsweredQuote | undefined,
): Pick<CartChange, 'kind' | 'available'> | undefined => {
  if (!offer?.onSale) return { kind: 'off-sale' };
  if (merchant?.state !== 'active') return { kind: 'merchant-closed' };
  if (!chosen) return { kind: 'options-changed' };
  if (units <= 0) return { kind: 'out-of-stock' };
  if (units < quantity) return { kind: 'quantity-limited', available: units };
  if (freightQuoteId && !quote) return { kind: 'quote-expired' };
  return undefined;
};

const wanted = (
  line: CartLine,
  offer: Offer,
  chosen: readonly Chosen[],
  quote: AnsweredQuote | undefined,
): BuyableLine => ({
  line,
  offer,
  merchantId: line.merchantId,
  quantity: line.quantity,
  unitPrice: unitPriceOf(offer, chosen),
  surcharge: surchargeOf(chosen, offer.price.currency),
  chosen,
  weight: offer.weight,
  quote,
  quotedFreight: quote?.amount,
});
