/** The buyers: a few accounts share the orders of a data set, each order always with the same buyer. */
import { createHash } from 'node:crypto';
import type { Answer, Input } from '../../web/client.ts';
import { enter, unless, type Credentials, type Visitor } from '../visitors/people.ts';
import type { Site } from '../visitors/site.ts';
import { currency, type Line, type Order } from './dataset.ts';
import { skuCode, type Shop } from './sellers.ts';

export const buyers = 32;

/** Which buyer buys an order. */
export const buyerOf = (orderId: string): number =>
  createHash('sha256').update(orderId).digest().readUInt32BE() % buyers;

export type Checkout = Answer<'POST /shop/v1/orders'>;
export type OrderState = Answer<'GET /shop/v1/orders/{orderId}'>['state'];

export interface Buyer {
  readonly visitor: Visitor;
  readonly addressId: string;
  /** The states of the orders that were placed before, by their ids. */
  readonly states: ReadonlyMap<string, OrderState>;
}

const home: Input<'POST /shop/v1/addresses'> = {
  name: 'Ana Souza',
  phone: '+5511999990000',
  country: 'BR',
  region: 'SP',
  city: 'São Paulo',
  street: 'Avenida Paulista 1000',
  postalCode: '01310-100',
};

/** Signs a buyer in, with an address and an empty cart. */
export const enterBuyer = async (site: Site, credentials: Credentials): Promise<Buyer> => {
  const visitor = await enter(site, credentials);
  const {
    items: [address],
  } = visitor.isNew ? { items: [] } : await visitor.call('GET /shop/v1/addresses', {});
  const addressId = address?.id ?? (await visitor.call('POST /shop/v1/addresses', home)).addressId;
  if (visitor.isNew) return { visitor, addressId, states: new Map() };
  await visitor.call('DELETE /shop/v1/cart', {});
  return { visitor, addressId, states: await statesOf(visitor) };
};

const statesOf = async (visitor: Visitor): Promise<Map<string, OrderState>> => {
  const states = new Map<string, OrderState>();
  for (let cursor: string | undefined;;) {
    const { items, cursor: next } = await visitor.call('GET /shop/v1/orders', { limit: 100, cursor });
    for (const { id, state } of items) states.set(id, state);
    if (next === undefined) return states;
    cursor = next;
  }
};

/** What the buyer has agreed to pay, as the data set has it: the platform refuses any other total. */
const checkoutOf = ({ lines }: Order, { addressId }: Buyer): Input<'POST /shop/v1/orders'> => ({
  addressId,
  paymentMethod: 'card',
  expectedTotal: { amount: lines.reduce((sum, { price, freight }) => sum + price + freight, 0), currency },
});

/**
 * The key of an order follows from the data set, so that it is placed once, whoever tries; another attempt if it came
 * to nothing.
 */
const keyOf = ({ id }: Order, attempt: number): string => `replay-${id}-${attempt}`;

/**
 * What came of an order in an earlier run: the first answer to its key, as the buyer's cart is empty. An order that was
 * cancelled, for one because the run broke off before it was paid, is bought again.
 * @returns the key under which to place it if there is no checkout
 */
export const placedBefore = async (
  order: Order,
  buyer: Buyer,
): Promise<{ key: string; checkout: Checkout | undefined }> => {
  for (let attempt = 1;; attempt += 1) {
    const key = keyOf(order, attempt);
    if (buyer.visitor.isNew) return { key, checkout: undefined };
    const checkout = await unless(
      buyer.visitor.call('POST /shop/v1/orders', checkoutOf(order, buyer), key),
      'cart-empty',
    );
    if (!checkout?.orders.every(({ orderId }) => buyer.states.get(orderId) === 'cancelled')) return { key, checkout };
  }
};

/**
 * Fills the cart, each line with the freight that its seller quotes, and places the order. Not twice at once for one
 * buyer.
 */
export const place = async (
  order: Order,
  buyer: Buyer,
  shopOf: (line: Line) => Shop,
  key: string,
): Promise<Checkout> => {
  const { visitor, addressId } = buyer;
  const quoted = await Promise.all(
    order.lines.map(async (line) => {
      const { owner, skus } = shopOf(line);
      const wanted = { skuId: skus.get(skuCode(line.product.id, line.price))!, quantity: 1 };
      const { id: quoteId } = await visitor.call('POST /shop/v1/freight-quotes', { ...wanted, addressId });
      await owner.call('POST /merchant/v1/freight-quotes/{quoteId}/answer', {
        quoteId,
        amount: { amount: line.freight, currency },
      });
      return { ...wanted, freightQuoteId: quoteId };
    }),
  );
  try {
    for (const line of quoted) await visitor.call('POST /shop/v1/cart/lines', line);
    return await visitor.call('POST /shop/v1/orders', checkoutOf(order, buyer), key);
  } catch (error) {
    await visitor.call('DELETE /shop/v1/cart', {});
    throw error;
  }
};
