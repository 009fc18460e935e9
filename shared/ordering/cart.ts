import * as z from 'zod';
import type { Offer } from '../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { id, type AccountId, type Id, type MerchantId } from '../kernel/values/ids.ts';
import type { Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { quoteHolds, type FreightQuote } from '../logistics/public.ts';
import { maxLines, maxMerchants, maxQuantity } from './policy.ts';

export type CartLineId = Id<'cartLine'>;
export const CartLineId = id('cartLine');
export const Quantity = z.int().min(1).max(maxQuantity);

export interface CartLine {
  readonly lineId: CartLineId;
  readonly skuId: Id<'sku'>;
  readonly merchantId: MerchantId;
  readonly categoryId: Id<'category'>;
  readonly quantity: number;
  readonly freightQuoteId?: Id<'freightQuote'> | undefined;
  /** The unit price that the buyer has last agreed to. */
  readonly seenPrice: Money;
}

/** What one buyer means to buy. Its id is the buyer's. All its prices are in one currency. */
export interface Cart extends Versioned {
  readonly id: AccountId;
  readonly lines: readonly CartLine[];
}

/** A cart with nothing in it yet. */
export const emptyCart = (id: AccountId): Cart => ({ id, version: 0, lines: [] });

interface Addition {
  readonly lineId: CartLineId;
  readonly offer: Offer | undefined;
  readonly quantity: number;
  /** The freight quote that sets this line apart from others of the same SKU. */
  readonly freightQuoteId?: Id<'freightQuote'> | undefined;
  readonly quote?: FreightQuote | undefined;
}

/**
 * Puts something in the cart. A SKU that is in it already becomes more of the same line, unless a freight quote sets it
 * apart.
 * @throws Problem offer-gone, quote-invalid, currency-mixed, cart-too-large, too-much-at-once
 */
export const addToCart = (
  cart: Cart | undefined,
  buyerId: AccountId,
  { lineId, offer, quantity, freightQuoteId, quote }: Addition,
  now: Instant,
): Change<Cart> => {
  if (!offer?.onSale) throw new Problem('offer-gone');
  const { skuId, merchantId, categoryId, price: seenPrice } = offer;
  const lines = cart?.lines ?? [];
  const same = freightQuoteId ? undefined : lines.find((line) => line.skuId === skuId && !line.freightQuoteId);
  const against = hindrance(lines, offer, same !== undefined);
  if (against) throw new Problem(against.code, against.detail);
  if (
    freightQuoteId
    && (!quoteHolds(quote, { buyerId, merchantId, skuId, quantity }, now)
      || lines.some((line) => line.freightQuoteId === quote.id))
  ) {
    throw new Problem('quote-invalid');
  }
  const added = same
    ? lines.map((line) =>
      line === same ? { ...line, quantity: atMost(same.quantity + quantity), seenPrice, categoryId } : line
    )
    : [...lines, { lineId, skuId, merchantId, categoryId, quantity, freightQuoteId, seenPrice }];
  return cart ? changed<Cart>(cart, { lines: added }) : created<Cart>({ id: buyerId, lines: added });
};

/** What stands against one more thing in a cart. @param joins whether it becomes more of a line that is there */
export const hindrance = (
  lines: readonly CartLine[],
  { price: { currency }, merchantId }: Offer,
  joins: boolean,
): { readonly code: 'currency-mixed' | 'cart-too-large'; readonly detail: string } | undefined => {
  const [first] = lines;
  if (first && first.seenPrice.currency !== currency) {
    return {
      code: 'currency-mixed',
      detail: `The cart is in ${first.seenPrice.currency}, this is sold in ${currency}`,
    };
  }
  if (!joins && lines.length >= maxLines) return { code: 'cart-too-large', detail: `At the most ${maxLines} lines` };
  return new Set([...lines.map((line) => line.merchantId), merchantId]).size > maxMerchants
    ? { code: 'cart-too-large', detail: `At the most ${maxMerchants} shops` }
    : undefined;
};

/** One thing that is bought by itself, beside whatever is in the cart. */
export type Item = z.infer<typeof Item>;
export const Item = z.strictObject({ skuId: id('sku'), quantity: Quantity });

/** A cart with that alone in it, which is nobody's to keep. @throws Problem offer-gone */
export const cartOf = (
  buyerId: AccountId,
  { quantity }: Item,
  offer: Offer | undefined,
  lineId: CartLineId,
  now: Instant,
): Cart => addToCart(undefined, buyerId, { lineId, offer, quantity }, now).after;

const atMost = (quantity: number): number => {
  if (quantity > maxQuantity) throw new Problem('too-much-at-once', `At the most ${maxQuantity} of one SKU`);
  return quantity;
};

const lineOf = (cart: Cart | undefined, lineId: CartLineId): { cart: Cart; line: CartLine } => {
  const line = cart?.lines.find((one) => one.lineId === lineId);
  if (!cart || !line) throw new Problem('not-found');
  return { cart, line };
};

/** The line with this id. @throws Problem not-found */
export const cartLine = (cart: Cart | undefined, lineId: CartLineId): CartLine => lineOf(cart, lineId).line;

/**
 * Sets how many units the buyer wants, at the price as it is now.
 * @throws Problem not-found, offer-gone, quote-invalid when the line has a freight quote, which holds for its quantity
 * alone
 */
export const changeQuantity = (
  found: Cart | undefined,
  lineId: CartLineId,
  quantity: number,
  offer: Offer | undefined,
): Change<Cart> => {
  const { cart, line } = lineOf(found, lineId);
  if (!offer?.onSale) throw new Problem('offer-gone');
  if (line.freightQuoteId) {
    throw new Problem('quote-invalid', `The freight is quoted for ${line.quantity}; ask for another quote`);
  }
  const { price: seenPrice, categoryId } = offer;
  return changed<Cart>(cart, {
    lines: cart.lines.map((one) => (one === line ? { ...line, quantity, seenPrice, categoryId } : one)),
  });
};

/** Takes a line out. @throws Problem not-found */
export const removeLine = (found: Cart | undefined, lineId: CartLineId): Change<Cart> => {
  const { cart, line } = lineOf(found, lineId);
  return changed<Cart>(cart, { lines: cart.lines.filter((one) => one !== line) });
};

/** Takes everything out. */
export const emptied = (cart: Cart): Change<Cart> => changed<Cart>(cart, { lines: [] });
