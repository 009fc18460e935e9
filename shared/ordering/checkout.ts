import { rateOn } from '../catalogue/public.ts';
import type { Address } from '../identity/public.ts';
import { created, type Change } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Id, NewId } from '../kernel/values/ids.ts';
import { sameMoney, share, type Money } from '../kernel/values/money.ts';
import { Problem, type Fault } from '../kernel/problems.ts';
import { useQuote, type FreightQuote } from '../logistics/public.ts';
import { agreedRate } from '../merchants/public.ts';
import { mustOffer, openPayment, type Payment, type PaymentMethod } from '../payments/public.ts';
import { reviewCart, type BuyableLine, type CartChange } from './cart-review.ts';
import type { Market } from './cart-store.ts';
import { emptied, type Cart } from './cart.ts';
import { orderPlaced } from './events.ts';
import { DeliveryAddress, type Order, type OrderLine, type OrderNotes } from './order.ts';
import { priceCheckout, type PricedCheckout, type PricedLine, type PricedOrder } from './pricing.ts';
import type { OrderTimes } from './rulebooks.ts';

/** A checkout that is decided: everything that its one transaction writes. */
export interface Checkout {
  readonly id: Id<'checkout'>;
  readonly total: Money;
  readonly paymentDueAt: Instant;
  readonly orders: readonly Change<Order>[];
  readonly payment: Change<Payment>;
  readonly usedQuotes: readonly Change<FreightQuote>[];
  readonly cart: Change<Cart>;
}

interface Placing {
  readonly cart: Cart | undefined;
  readonly address: Address;
  readonly market: Market;
  readonly times: OrderTimes;
  readonly paymentMethod: PaymentMethod;
  readonly paymentToken?: string | undefined;
  readonly keepMeans?: boolean | undefined;
  readonly notes?: OrderNotes | undefined;
  /** Whether the orders of this buyer go before those of others. */
  readonly priority?: boolean | undefined;
  /** What the buyer has seen and agreed to. */
  readonly expectedTotal: Money;
}

/** The cart, if there is something in it. @throws Problem cart-empty */
export const filled = (
  cart: Cart | undefined,
): Cart & { readonly lines: readonly [Cart['lines'][number], ...Cart['lines']] } => {
  const [first, ...rest] = cart?.lines ?? [];
  if (!cart || !first) throw new Problem('cart-empty');
  return { ...cart, lines: [first, ...rest] };
};

/** The address with this id, or without an id the default one. @throws Problem address-missing */
export const addressFor = (book: readonly Address[], addressId: Address['id'] | undefined): Address => {
  const address = book.find(({ id, isDefault }) => (addressId ? id === addressId : isDefault));
  if (!address) throw new Problem('address-missing');
  return address;
};

/**
 * Turns a cart into one order for each shop under one payment. Prices, address and commission rates are frozen here.
 * Whether there is enough stock is for the transaction to find out.
 * @throws Problem cart-empty, offer-gone, quote-invalid, no-freight, method-unavailable, total-changed
 */
export const placeOrder = (
  { cart: found, address, market, times, paymentMethod, paymentToken, keepMeans, notes, priority, expectedTotal }:
    Placing,
  { now, newId }: { now: Instant; newId: NewId },
): Checkout => {
  const cart = filled(found);
  const { currency } = cart.lines[0].seenPrice;
  const destination = DeliveryAddress.parse(address);
  const { buyable, changes } = reviewCart(cart, market.shelf, { now, destination });
  mustBeWhole(changes);
  mustOffer(paymentMethod, currency, address.country);
  const priced = priceCheckout(buyable, currency, market.freight, destination);
  if (!sameMoney(priced.total, expectedTotal)) {
    throw new Problem('total-changed', `It is ${priced.total.amount} now, in minor units of ${priced.total.currency}`);
  }
  const checkout = { checkoutId: newId('checkout'), paymentId: newId('payment'), buyerId: cart.id };
  const paymentDueAt = after(now, times.payWithin);
  const orders = priced.orders.map((part) =>
    openOrder(
      {
        ...checkout,
        address: destination,
        note: notes?.[part.merchantId],
        part,
        market,
        placedAt: now,
        paymentDueAt,
        timesVersion: times.version,
        ...(priority && { priority }),
      },
      newId,
    )
  );
  return {
    id: checkout.checkoutId,
    total: priced.total,
    paymentDueAt,
    orders,
    payment: openPayment({
      ...checkout,
      amount: priced.total,
      method: paymentMethod,
      country: destination.country,
      token: paymentToken,
      ...(keepMeans && { keep: true }),
      orders: orders.map(({ after: { id: orderId, payable: amount } }) => ({ orderId, amount })),
    }, now),
    usedQuotes: quotesUsed(priced, orders),
    cart: emptied(cart),
  };
};

const mustBeWhole = (changes: readonly CartChange[]): void => {
  const faults = changes.filter(({ kind }) => kind !== 'price-changed').map(({ lineId, kind }): Fault => ({
    path: lineId,
    message: kind,
  }));
  if (faults.length) {
    throw new Problem(
      faults.every(({ message }) => message === 'quote-expired') ? 'quote-invalid' : 'offer-gone',
      undefined,
      faults,
    );
  }
};

type Opening =
  & Pick<
    Order,
    | 'checkoutId'
    | 'paymentId'
    | 'buyerId'
    | 'address'
    | 'note'
    | 'placedAt'
    | 'paymentDueAt'
    | 'timesVersion'
    | 'priority'
  >
  & { readonly part: PricedOrder<BuyableLine>; readonly market: Market };

const openOrder = ({ part, market, ...opening }: Opening, newId: NewId): Change<Order> => {
  const orderId = newId('order');
  const { merchantId, items, freight, payable } = part;
  const lines = part.lines.map((line) =>
    soldLine(line, newId('orderLine'), rateOf(line.line, market, opening.placedAt))
  );
  const { checkoutId, paymentId, buyerId, paymentDueAt, placedAt: at } = opening;
  return created<Order>(
    {
      ...opening,
      id: orderId,
      merchantId,
      state: 'awaiting-payment',
      currency: payable.currency,
      lines,
      items,
      freight,
      payable,
    },
    orderPlaced({
      checkoutId,
      paymentId,
      buyerId,
      paymentDueAt,
      orderId,
      merchantId,
      payable,
      at,
      lines: lines.map(({ id: lineId, skuId, quantity }) => ({ lineId, skuId, quantity })),
    }),
  );
};

/** What was agreed with the shop, or else what the category says. */
const rateOf = ({ offer, merchantId }: BuyableLine, { shelf, categories }: Market, at: Instant): number => {
  const [category, shop] = [categories.get(offer.categoryId), shelf.merchants.get(merchantId)];
  if (!category || !shop) throw new Error(`The category or the shop of ${offer.skuId} is missing`);
  return agreedRate(shop, category.path, at) ?? rateOn(category, at);
};

/** A line as it is sold, with the commission on its goods frozen. */
const soldLine = (
  { line, items, freight, price }: PricedLine<BuyableLine>,
  id: Id<'orderLine'>,
  commissionRate: number,
): OrderLine => {
  const { skuId, listingId, code, title, specText, image, weight, shipsWithinDays, madeToOrder } = line.offer;
  return {
    id,
    skuId,
    listingId,
    code,
    title,
    specText,
    image,
    shipsWithinDays,
    ...(madeToOrder && { made: { chosen: line.chosen, productionDays: madeToOrder.productionDays } }),
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    items,
    freight,
    price: [...price],
    freightQuoteId: line.quote?.id,
    commissionRate,
    commission: share(items, commissionRate),
    weight,
  };
};

const quotesUsed = (
  { orders }: PricedCheckout<BuyableLine>,
  placed: readonly Change<Order>[],
): Change<FreightQuote>[] =>
  orders.flatMap(({ lines }, i) =>
    lines.flatMap(({ line: { quote } }) => (quote ? [useQuote(quote, placed[i]!.after.id)] : []))
  );
