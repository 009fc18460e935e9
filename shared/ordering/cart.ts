import * as z from 'zod';
import {
  chosenOf,
  OptionAnswers,
  picturesIn,
  stillChosen,
  surchargeOf,
  type Chosen,
  type Offer,
  type OptionAnswer,
} from '../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { id, type AccountId, type Id, type MerchantId } from '../kernel/values/ids.ts';
import { add, type Money } from '../kernel/values/money.ts';
import { Problem, type Fault } from '../kernel/problems.ts';
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
  /** What the buyer decides of what is made for him. */
  readonly answers?: readonly OptionAnswer[] | undefined;
  /** The unit price that the buyer has last agreed to. */
  readonly seenPrice: Money;
}

/** What one buyer means to buy. Its id is the buyer's. All its prices are in one currency. */
export interface Cart extends Versioned {
  readonly id: AccountId;
  readonly lines: readonly CartLine[];
}

/** What a unit costs as its buyer has chosen it. */
export const unitPriceOf = ({ price }: Pick<Offer, 'price'>, chosen: readonly Chosen[]): Money =>
  add(price, surchargeOf(chosen, price.currency));

/** A cart with nothing in it yet. */
export const emptyCart = (id: AccountId): Cart => ({ id, version: 0, lines: [] });

interface Addition {
  readonly lineId: CartLineId;
  readonly offer: Offer | undefined;
  readonly quantity: number;
  /** The freight quote that sets this line apart from others of the same SKU. */
  readonly freightQuoteId?: Id<'freightQuote'> | undefined;
  readonly quote?: FreightQuote | undefined;
  readonly answers?: readonly OptionAnswer[] | undefined;
}

/**
 * Puts something in the cart. A SKU that is in it already becomes more of the same line, unless a freight quote or other
 * answers to its options set it apart.
 * @throws Problem offer-gone, options-invalid, quote-invalid, currency-mixed, cart-too-large, too-much-at-once
 */
export const addToCart = (
  cart: Cart | undefined,
  buyerId: AccountId,
  { lineId, offer, quantity, freightQuoteId, quote, answers: given }: Addition,
  now: Instant,
): Change<Cart> => {
  if (!offer?.onSale) throw new Problem('offer-gone');
  const { skuId, merchantId, categoryId } = offer;
  const chosen = chosenOf(offer.madeToOrder, given);
  const seenPrice = unitPriceOf(offer, chosen);
  const answers = answersOf(chosen);
  const lines = cart?.lines ?? [];
  const same = freightQuoteId ? undefined : lineLike(lines, skuId, answers);
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
    : [...lines, { lineId, skuId, merchantId, categoryId, quantity, freightQuoteId, answers, seenPrice }];
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

/** What was chosen, as a cart keeps it: in the order of the options. */
export const answersOf = (chosen: readonly Chosen[]): CartLine['answers'] =>
  chosen.length ? chosen.map(({ option, value }) => ({ option, value })) : undefined;

/** The line that more of the same joins: without a freight quote, which holds for its quantity alone, and with the same answers. */
export const lineLike = (
  lines: readonly CartLine[],
  skuId: Id<'sku'>,
  answers: CartLine['answers'],
): CartLine | undefined =>
  lines.find((line) => line.skuId === skuId && !line.freightQuoteId && isSame(line.answers, answers));

const isSame = (a: CartLine['answers'] = [], b: CartLine['answers'] = []): boolean =>
  a.length === b.length && a.every(({ option, value }, i) => b[i]!.option === option && b[i]!.value === value);

/** One thing that is bought by itself, beside whatever is in the cart. */
export type Item = z.infer<typeof Item>;
export const Item = z.strictObject({
  skuId: id('sku'),
  quantity: Quantity,
  answers: OptionAnswers.optional().meta({
    description: 'What the buyer decides of what is made to order; a picture goes with what is put in the cart alone',
  }),
});

/**
 * A cart with that alone in it, which is nobody's to keep.
 * @throws Problem offer-gone, options-invalid, also for a picture: only on its way into the cart it is looked for
 */
export const cartOf = (
  buyerId: AccountId,
  { quantity, answers }: Item,
  offer: Offer | undefined,
  lineId: CartLineId,
  now: Instant,
): Cart => {
  const cart = addToCart(undefined, buyerId, { lineId, offer, quantity, answers }, now).after;
  const faults = picturesIn(chosenOf(offer?.madeToOrder, answers)).map(({ option }): Fault => ({
    path: `options.${option}`,
    message: 'goes with what is put in the cart alone',
  }));
  if (faults.length > 0) throw new Problem('options-invalid', undefined, faults);
  return cart;
};

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
 * @throws Problem not-found, offer-gone, also when its options are others now, quote-invalid when the line has a freight
 * quote, which holds for its quantity alone
 */
export const changeQuantity = (
  found: Cart | undefined,
  lineId: CartLineId,
  quantity: number,
  offer: Offer | undefined,
): Change<Cart> => {
  const { cart, line } = lineOf(found, lineId);
  const chosen = offer?.onSale ? stillChosen(offer.madeToOrder, line.answers) : undefined;
  if (!offer || !chosen) throw new Problem('offer-gone');
  if (line.freightQuoteId) {
    throw new Problem('quote-invalid', `The freight is quoted for ${line.quantity}; ask for another quote`);
  }
  const { categoryId } = offer;
  const seenPrice = unitPriceOf(offer, chosen);
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
