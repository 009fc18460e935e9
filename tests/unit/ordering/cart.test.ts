import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewCart } from '../../../shared/ordering/cart-review.ts';
import { cartView } from '../../../shared/ordering/cart-view.ts';
import { addToCart, changeQuantity, emptied, emptyCart, removeLine, type Cart } from '../../../shared/ordering/cart.ts';
import { maxLines, maxMerchants, maxQuantity } from '../../../shared/ordering/policy.ts';
import { address, answered, brl, buyerId, cartOf, marketOf, merchant, newId, now, offer } from './samples.ts';

const shop = merchant();
const pot = offer(shop.id);
const add = (cart: Cart | undefined, wanted: Partial<Parameters<typeof addToCart>[2]> = {}): Cart =>
  addToCart(cart, buyerId, { lineId: newId('cartLine'), offer: pot, quantity: 1, ...wanted }, now).after;

describe('a cart', () => {
  it('makes more of the same SKU one line, unless a freight quote sets it apart [CRT-01]', () => {
    const quote = answered(pot, 1, 500);
    const cart = add(add(add(undefined), { quantity: 2 }), { quote, freightQuoteId: quote.id });
    expect(cart.lines.map(({ quantity, freightQuoteId }) => [quantity, freightQuoteId])).toEqual([[3, undefined], [
      1,
      quote.id,
    ]]);
  });

  it('changes quantities, takes lines out and empties itself [CRT-01]', () => {
    const cart = cartOf({ offer: pot, quantity: 1 }, { offer: offer(shop.id), quantity: 1 });
    const [first, second] = cart.lines;
    expect(changeQuantity(cart, first!.lineId, 5, pot).after.lines[0]!.quantity).toBe(5);
    expect(removeLine(cart, first!.lineId).after.lines).toEqual([second]);
    expect(emptied(cart).after.lines).toEqual([]);
  });

  const quote = answered(pot, 2, 500);
  it.each([
    ['offer-gone', 'off the shelf', () => add(undefined, { offer: { ...pot, onSale: false } })],
    ['offer-gone', 'unknown', () => add(undefined, { offer: undefined })],
    [
      'currency-mixed',
      'in another currency',
      () => add(add(undefined), { offer: offer(shop.id, { price: { amount: 1, currency: 'USD' } }) }),
    ],
    [
      'quote-invalid',
      'with a quote for another quantity',
      () => add(undefined, { quantity: 1, quote, freightQuoteId: quote.id }),
    ],
    ['quote-invalid', 'with an unknown quote', () => add(undefined, { freightQuoteId: newId('freightQuote') })],
    ['quote-invalid', 'with a quote that is in the cart', () => {
      const wanted = { quantity: 2, quote, freightQuoteId: quote.id };
      return add(add(undefined, wanted), wanted);
    }],
    ['too-much-at-once', 'in absurd numbers', () => add(add(undefined, { quantity: maxQuantity }))],
    [
      'cart-too-large',
      'on one line too many',
      () => cartOf(...Array.from({ length: maxLines + 1 }, () => ({ offer: offer(shop.id), quantity: 1 }))),
    ],
    [
      'cart-too-large',
      'from one shop too many',
      () => cartOf(...Array.from({ length: maxMerchants + 1 }, () => ({ offer: offer(merchant().id), quantity: 1 }))),
    ],
  ])('refuses with %s what is %s', (code, _, attempt) => {
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  it('refuses other quantities of a line whose freight is quoted', () => {
    const cart = cartOf({ offer: pot, quantity: 2, quote });
    expect(() => changeQuantity(cart, cart.lines[0]!.lineId, 3, pot)).toThrow(
      expect.objectContaining({ code: 'quote-invalid' }),
    );
  });
});

describe('a cart compared with the shelf', () => {
  const quote = answered(pot, 2, 500);
  const wanted = [{ offer: pot, quantity: 2 }];
  const review = (
    change: Partial<typeof pot>,
    { units = 9, shopState = 'active' as const, cart = cartOf(...wanted), quotes = [] as (typeof quote)[] } = {},
  ) =>
    reviewCart(cart, {
      offers: new Map([[pot.skuId, { ...pot, ...change }]]),
      merchants: new Map([[shop.id, { ...shop, state: shopState }]]),
      quotes: new Map(quotes.map((one) => [one.id, one])),
    }, { now, available: new Map([[pot.skuId, units]]) });
  const quotedCart = cartOf({ ...wanted[0]!, quote });

  it.each([
    ['nothing', [], true, review({})],
    ['price-changed', [{ price: { before: brl(5890), after: brl(4990) } }], true, review({ price: brl(4990) })],
    ['out-of-stock', [{}], false, review({}, { units: 0 })],
    ['quantity-limited', [{ available: 1 }], false, review({}, { units: 1 })],
    ['off-sale', [{}], false, review({ onSale: false })],
    ['merchant-closed', [{}], false, review({}, { shopState: 'suspended' as never })],
    ['quote-expired', [{}], false, review({}, { cart: quotedCart, quotes: [{ ...quote, expiresAt: now }] })],
    ['quote-expired', [{}], false, review({}, { cart: quotedCart, quotes: [{ ...quote, state: 'used' }] })],
  ])('tells of %s [CRT-02]', (kind, changes, buyable, outcome) => {
    expect(outcome.changes).toEqual(
      changes.map((more) => expect.objectContaining({ kind, skuId: pot.skuId, ...more })),
    );
    expect(outcome.buyable).toHaveLength(buyable ? 1 : 0);
  });

  it('gives two lines of one SKU no more than there is [CRT-02]', () => {
    const one = answered(pot, 1, 500);
    const cart = cartOf({ offer: pot, quantity: 2 }, { offer: pot, quantity: 1, quote: one });
    const { buyable, changes } = review({}, { cart, units: 2, quotes: [one] });
    expect(buyable.map(({ quantity }) => quantity)).toEqual([2]);
    expect(changes).toEqual([expect.objectContaining({ kind: 'out-of-stock' })]);
  });

  it('holds a freight quote to its place', () => {
    const shelf = marketOf([shop], [{ offer: pot, quantity: 2, quote }]).shelf;
    expect(reviewCart(quotedCart, shelf, { now, destination: address }).changes).toEqual([]);
    expect(reviewCart(quotedCart, shelf, { now, destination: { ...address, city: 'Manaus' } }).changes[0]!.kind).toBe(
      'quote-expired',
    );
  });
});

describe('a cart as it is seen', () => {
  it('is grouped by shop, and its totals are the sums of what can be bought [CRT-01] [CRT-03]', () => {
    fc.assert(fc.property(
      fc.array(
        fc.record({
          shop: fc.nat(3),
          price: fc.integer({ min: 1, max: 1e6 }),
          quantity: fc.integer({ min: 1, max: 9 }),
          units: fc.nat(9),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      (picks) => {
        const shops = [merchant(), merchant(), merchant(), merchant()];
        const wanted = picks.map(({ shop: i, price, quantity }) => ({
          offer: offer(shops[i]!.id, { price: brl(price) }),
          quantity,
        }));
        const units = new Map(wanted.map(({ offer: { skuId } }, i) => [skuId, picks[i]!.units]));
        const view = cartView(cartOf(...wanted), marketOf(shops, wanted).shelf, units, now);
        const expected = picks.reduce(
          (sum, { price, quantity, units: left }) => sum + (left >= quantity ? price * quantity : 0),
          0,
        );
        expect(view.items).toEqual(brl(expected));
        expect(view.shops.reduce((sum, { items }) => sum + items.amount, 0)).toBe(expected);
        expect(new Set(view.shops.map(({ merchantId }) => merchantId)).size).toBe(view.shops.length);
        expect(view.shops.flatMap(({ lines }) => lines)).toHaveLength(picks.length);
        expect(view.changes).toHaveLength(picks.filter(({ quantity, units: left }) => left < quantity).length);
      },
    ));
  });

  it('has no total while it is empty', () => {
    expect(cartView(emptyCart(buyerId), marketOf([], []).shelf, new Map(), now)).toEqual({ shops: [], changes: [] });
  });
});
