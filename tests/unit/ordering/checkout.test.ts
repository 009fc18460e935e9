import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contract as placingContract } from '../../../functions/ordering/place-order.ts';
import { SkuContent } from '../../../shared/catalogue/content.ts';
import { changed } from '../../../shared/kernel/store/change.ts';
import { Price, type Money } from '../../../shared/kernel/values/money.ts';
import { FreightTerms, FreightZone } from '../../../shared/logistics/freight.ts';
import { Quantity } from '../../../shared/ordering/cart.ts';
import { CartView, cartView } from '../../../shared/ordering/cart-view.ts';
import { preview, PreviewView } from '../../../shared/ordering/checkout-view.ts';
import { addressFor, placeOrder } from '../../../shared/ordering/checkout.ts';
import { orderPlaced } from '../../../shared/ordering/events.ts';
import { maxLines, maxMerchants } from '../../../shared/ordering/policy.ts';
import { reviewOf } from '../../../shared/ordering/order.ts';
import { priceCheckout } from '../../../shared/ordering/pricing.ts';
import {
  address,
  answered,
  brl,
  cartOf,
  category,
  marketOf,
  merchant,
  newId,
  now,
  offer,
  placed,
  placing,
  template,
  times,
} from './samples.ts';
import { payingBy } from '../../../shared/payments/public.ts';

const total = (amounts: readonly Money[]): number => amounts.reduce((sum, { amount }) => sum + amount, 0);

describe('the price engine', () => {
  it('charges list price and freight, item by item [PRC-01 part]', () => {
    const shop = merchant();
    const line = { merchantId: shop.id, quantity: 2, unitPrice: brl(5890), weight: 1550, quotedFreight: undefined };
    const other = { merchantId: shop.id, quantity: 1, unitPrice: brl(1999), weight: 100, quotedFreight: brl(1329) };
    const { orders: [order], total: sum } = priceCheckout(
      [line, other],
      'BRL',
      new Map([[shop.id, template(shop.id)]]),
      address,
    );
    // 3.1 kg: four kilograms begun.
    expect(order!.lines.map(({ price }) => price)).toEqual([
      [{ kind: 'list-price', amount: brl(11780) }, { kind: 'freight', amount: brl(2000) }],
      [{ kind: 'list-price', amount: brl(1999) }, { kind: 'freight', amount: brl(1329) }],
    ]);
    expect(order).toMatchObject({ items: brl(13779), freight: brl(3329), payable: brl(17108) });
    expect(sum).toEqual(brl(17108));
  });

  it('prices the same lines the same, and its parts sum to the whole [PRC-01 part]', () => {
    fc.assert(fc.property(
      fc.array(
        fc.record({
          shop: fc.nat(4),
          price: fc.integer({ min: 1, max: 1e7 }),
          quantity: fc.integer({ min: 1, max: 99 }),
          weight: fc.nat(30_000),
          quoted: fc.option(fc.nat(100_000), { nil: undefined }),
        }),
        { minLength: 1, maxLength: 24 },
      ),
      (picks) => {
        const shops = Array.from({ length: 5 }, () => merchant());
        const lines = picks.map(({ shop, price, quantity, weight, quoted }) => ({
          merchantId: shops[shop]!.id,
          quantity,
          unitPrice: brl(price),
          weight,
          quotedFreight: quoted === undefined ? undefined : brl(quoted),
        }));
        const templates = new Map(shops.map(({ id }) => [id, template(id)]));
        const priced = priceCheckout(lines, 'BRL', templates, address);
        expect(priceCheckout(lines, 'BRL', templates, address)).toEqual(priced);
        expect(total(priced.orders.map(({ payable }) => payable))).toBe(priced.total.amount);
        for (const order of priced.orders) {
          expect(total(order.lines.map(({ items }) => items))).toBe(order.items.amount);
          expect(total(order.lines.map(({ freight }) => freight))).toBe(order.freight.amount);
          expect(order.items.amount + order.freight.amount).toBe(order.payable.amount);
          for (const line of order.lines) {
            expect(total(line.price.map(({ amount }) => amount))).toBe(line.items.amount + line.freight.amount);
            expect(line.freight.amount).toBeGreaterThanOrEqual(0);
          }
        }
        const ordered = priced.orders.flatMap((order) => order.lines.map(({ line }) => line));
        expect(ordered).toHaveLength(lines.length);
        expect(lines.every((line) => ordered.includes(line))).toBe(true);
      },
    ));
  });
});

describe('placing an order', () => {
  it('gives one order for each shop under one payment, due in 30 minutes [CRT-03] [ORD-01]', () => {
    const { orders, payment, total: sum, paymentDueAt, usedQuotes, cart } = placed();
    expect(orders.map(({ after: { state, items, freight, payable } }) => ({ state, items, freight, payable }))).toEqual(
      [
        { state: 'awaiting-payment', items: brl(11780), freight: brl(2000), payable: brl(13780) },
        { state: 'awaiting-payment', items: brl(1999), freight: brl(1329), payable: brl(3328) },
      ],
    );
    expect(payment.after.orders.map(({ orderId, amount }) => [orderId, amount])).toEqual(
      orders.map(({ after: { id, payable } }) => [id, payable]),
    );
    expect(payment.after.amount).toEqual(sum);
    expect(paymentDueAt).toBe('2026-11-22T08:30:00.000Z');
    expect(usedQuotes.map(({ after: { state, orderId } }) => [state, orderId])).toEqual([[
      'used',
      orders[1]!.after.id,
    ]]);
    expect(cart.after.lines).toEqual([]);
  });

  it('freezes price, address and commission rate on the order [ORD-01] [RVM-01]', () => {
    const { orders: [order] } = placed();
    expect(order!.after.address).toEqual({
      name: 'Ana',
      phone: '+5511999990000',
      country: 'BR',
      region: 'SP',
      city: 'São Paulo',
      street: 'Rua A 1',
      postalCode: '01000-000',
    });
    expect(order!.after.lines[0]).toMatchObject({
      unitPrice: brl(5890),
      quantity: 2,
      commissionRate: 1000,
      commission: brl(1178),
    });
  });

  it('takes the commission of the goods alone, half away from zero [RVM-01]', () => {
    const shop = merchant();
    const { orders: [order] } = placing([shop], [{ offer: offer(shop.id, { price: brl(1995) }), quantity: 1 }]);
    expect(order!.after.lines[0]!.commission).toEqual(brl(200));
  });

  it('tells a fact of each order that fits its schema, and passes its own review [ORD-03] [ORD-08]', () => {
    for (const { after, facts: [fact] } of placed().orders) {
      expect(orderPlaced.schema.safeParse(fact!.data).error).toBeUndefined();
      expect(reviewOf(after)).toEqual({ items: true, quantity: true, amount: true, address: true });
    }
  });

  it('goes through with whatever the preview said [CRT-04 part]', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            shop: fc.nat(2),
            price: fc.integer({ min: 1, max: 1e6 }),
            quantity: fc.integer({ min: 1, max: 5 }),
            quoted: fc.boolean(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        (picks) => {
          const shops = [merchant(), merchant(), merchant()];
          const wanted = picks.map(({ shop, price, quantity, quoted }) => {
            const one = offer(shops[shop]!.id, { price: brl(price) });
            return { offer: one, quantity, ...(quoted && { quote: answered(one, quantity, 777) }) };
          });
          const market = marketOf(shops, wanted);
          const cart = cartOf(...wanted);
          const available = new Map(wanted.map(({ offer: { skuId } }) => [skuId, 99]));
          const seen = preview({ cart, address, shelf: market.shelf, freight: market.freight, available }, now);
          const checkout = placeOrder({
            cart,
            address,
            market,
            times,
            paymentMethod: 'card',
            expectedTotal: seen.total,
          }, {
            now,
            newId,
          });
          expect(checkout.orders.map(({ after: { payable } }) => payable)).toEqual(
            seen.orders.map(({ payable }) => payable),
          );
          expect(seen.paymentMethods).toContain('card');
        },
      ),
      { numRuns: 50 },
    );
  });

  const shop = merchant();
  const pot = offer(shop.id);
  const wanted = [{ offer: pot, quantity: 1 }];
  const place = (fields: Partial<Parameters<typeof placeOrder>[0]>) => () =>
    placeOrder({
      cart: cartOf(...wanted),
      address,
      market: marketOf([shop], wanted),
      times,
      paymentMethod: 'card',
      expectedTotal: brl(7390),
      ...fields,
    }, { now, newId });
  const quote = answered(pot, 1, 500);
  const quoted = [{ offer: pot, quantity: 1, quote }];

  it.each([
    ['cart-empty', 'there is nothing in the cart', place({ cart: undefined })],
    ['cart-empty', 'the cart was emptied', place({ cart: changed(cartOf(...wanted), { lines: [] }).after })],
    ['total-changed', 'the total is another', place({ expectedTotal: brl(7389) })],
    ['total-changed', 'the total is in another currency', place({ expectedTotal: { amount: 7390, currency: 'USD' } })],
    [
      'total-changed',
      'the price has changed since',
      place({ market: marketOf([shop], [{ offer: { ...pot, price: brl(5891) }, quantity: 1 }]) }),
    ],
    [
      'offer-gone',
      'the offer is off the shelf',
      place({ market: marketOf([shop], [{ offer: { ...pot, onSale: false }, quantity: 1 }]) }),
    ],
    ['offer-gone', 'the shop is closed', place({ market: marketOf([{ ...shop, state: 'suspended' }], wanted) })],
    [
      'quote-invalid',
      'the quote has been used',
      place({
        cart: cartOf(...quoted),
        market: marketOf([shop], [{ ...quoted[0]!, quote: { ...quote, state: 'used' } }]),
      }),
    ],
    ['no-freight', 'the shop does not deliver there', place({ address: { ...address, country: 'JP' } })],
    [
      'method-unavailable',
      'the method is not offered there',
      place({ paymentMethod: 'bank-remittance', address: { ...address, country: 'JP' } }),
    ],
  ])('is refused with %s when %s [CRT-02]', (code, _, attempt) => {
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  it('takes the rate in force when the order is placed [RVM-01]', () => {
    const raised = { ...category, rates: [...category.rates, { from: now, basisPoints: 1500 }] };
    const market = { ...marketOf([shop], wanted), categories: new Map([[category.id, raised]]) };
    expect(place({ market })().orders[0]!.after.lines[0]!.commissionRate).toBe(1500);
  });
});

describe('the largest cart', () => {
  const top = (price: typeof Price | typeof SkuContent.shape.price) => brl(price.shape.amount.maxValue!);
  const dearest = { price: top(SkuContent.shape.price), weight: SkuContent.shape.weight.maxValue! };
  const quantity = Quantity.maxValue!;
  const { base, perKg, perPiece } = FreightZone.shape;
  const terms = FreightTerms.parse({
    mode: 'template',
    zones: [{ country: 'BR', base: top(base), perKg: top(perKg), perPiece: top(perPiece.unwrap()) }],
  });

  it.each([
    ['of one shop', 1, false],
    ['of as many shops as there can be', maxMerchants, false],
    ['with a freight quote for each line', maxMerchants, true],
  ])('%s is shown, previewed and ordered [CRT-01] [CRT-04 part] [PRC-01 part]', (_, count, quoted) => {
    const shops = Array.from({ length: count }, () => merchant());
    const wanted = Array.from({ length: maxLines }, (_, i) => {
      const one = offer(shops[i % count]!.id, dearest);
      return { offer: one, quantity, ...(quoted && { quote: answered(one, quantity, top(Price).amount) }) };
    });
    const market = {
      ...marketOf(shops, wanted),
      freight: new Map(shops.map(({ id }) => [id, { id, version: 1, ...terms }])),
    };
    const available = new Map(wanted.map(({ offer: { skuId } }) => [skuId, quantity]));
    const cart = cartOf(...wanted);
    const seen = preview({ cart, address, shelf: market.shelf, freight: market.freight, available }, now);
    expect(CartView.safeParse(cartView(cart, market.shelf, available, now)).error).toBeUndefined();
    expect(PreviewView.safeParse(seen).error).toBeUndefined();
    const order = { addressId: address.id, paymentMethod: 'card' as const, expectedTotal: seen.total };
    const input = placingContract.input.parse(order);
    expect(placeOrder({ ...input, ...payingBy(input, undefined), cart, address, market, times }, { now, newId }).total)
      .toEqual(seen.total);
  });
});

describe('the address of a checkout', () => {
  const other = { ...address, id: newId('address'), isDefault: false };

  it('is the one named, or else the default [CRT-04 part]', () => {
    expect(addressFor([other, address], undefined)).toBe(address);
    expect(addressFor([address, other], other.id)).toBe(other);
  });

  it('is missed when it is not in the book', () => {
    expect(() => addressFor([address], other.id)).toThrow(expect.objectContaining({ code: 'address-missing' }));
  });
});
