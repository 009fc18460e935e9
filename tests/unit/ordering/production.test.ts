import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MadeToOrder } from '../../../shared/catalogue/made/made-to-order.ts';
import { add, sum } from '../../../shared/kernel/values/money.ts';
import { after, days, type Instant } from '../../../shared/kernel/values/clock.ts';
import { reviewCart } from '../../../shared/ordering/cart-review.ts';
import { addToCart, cartOf, changeQuantity, type Cart } from '../../../shared/ordering/cart.ts';
import { mergeCarts } from '../../../shared/ordering/merging.ts';
import { changeOrder } from '../../../shared/ordering/order-change.ts';
import { placeOrder } from '../../../shared/ordering/checkout.ts';
import { refundLines } from '../../../shared/ordering/order-parts.ts';
import { shipmentDueAt, shipsBy } from '../../../shared/ordering/dispatch-times.ts';
import { accept, cancel, pay, productionOf, refuse, reviewOf, type Order } from '../../../shared/ordering/order.ts';
import { isInProduction, moveProduction, ProductionStep } from '../../../shared/ordering/production.ts';
import { priceCheckout } from '../../../shared/ordering/pricing.ts';
import { address, brl, buyerId, marketOf, merchant, newId, now, offer, template, times } from './samples.ts';

const shop = merchant();
const metal = (surcharge: number): MadeToOrder => ({
  productionDays: 14,
  options: [
    {
      kind: 'choice',
      code: 'METAL',
      name: { en: 'Metal' },
      required: true,
      choices: [{ code: 'SILVER', name: { en: 'Silver' } }, {
        code: 'GOLD',
        name: { en: 'Gold' },
        surcharge: brl(surcharge),
      }],
    },
    { kind: 'text', code: 'NAME', name: { en: 'Name' }, required: false, longest: 20 },
  ],
});
const ringOf = (surcharge: number) =>
  offer(shop.id, { code: 'RING', price: brl(5890), madeToOrder: metal(surcharge), shipsWithinDays: 17 });
const ring = ringOf(1111);
const plain = offer(shop.id, { price: brl(1999) });
const put = (cart: Cart | undefined, of: typeof ring, quantity: number, ...answers: [string, string][]): Cart =>
  addToCart(cart, buyerId, {
    lineId: newId('cartLine'),
    offer: of,
    quantity,
    answers: answers.map(([option, value]) => ({ option, value })),
  }, now).after;
const marketFor = (...offers: (typeof ring)[]) => marketOf([shop], offers.map((one) => ({ offer: one, quantity: 1 })));
const orderOf = (cart: Cart, ...offers: (typeof ring)[]): Order => {
  const market = marketFor(...offers);
  const { buyable } = reviewCart(cart, market.shelf, { now, destination: address });
  const expectedTotal = priceCheckout(buyable, 'BRL', market.freight, address).total;
  return placeOrder({ cart, address, market, times, paymentMethod: 'card', expectedTotal }, { now, newId })
    .orders[0]!.after;
};

describe('a cart with what is made to order [CAT-20]', () => {
  it('keeps what is chosen otherwise apart, at what it costs so', () => {
    let cart = put(undefined, ring, 1, ['METAL', 'GOLD']);
    cart = put(cart, ring, 1, ['METAL', 'SILVER']);
    cart = put(cart, ring, 2, ['METAL', 'GOLD']);
    cart = put(cart, ring, 1, ['METAL', 'GOLD'], ['NAME', 'Ann']);
    expect(cart.lines.map(({ quantity, seenPrice }) => [quantity, seenPrice.amount]))
      .toEqual([[3, 7001], [1, 5890], [1, 7001]]);
    expect(() => put(cart, ring, 1)).toThrow('options-invalid');
  });

  it('says when its surcharge has changed, and that it is not made so any more', () => {
    const cart = put(undefined, ring, 1, ['METAL', 'GOLD']);
    const dearer = { ...ring, madeToOrder: metal(2222) };
    const changes = (now_: typeof ring) => reviewCart(cart, marketFor(now_).shelf, { now }).changes;
    expect(changes(dearer)).toMatchObject([{ kind: 'price-changed', price: { before: brl(7001), after: brl(8112) } }]);
    const otherwise = { ...ring, madeToOrder: { productionDays: 14, options: [] } };
    expect(changes(otherwise).map(({ kind }) => kind)).toEqual(['options-changed']);
    expect(() => changeQuantity(cart, cart.lines[0]!.lineId, 2, otherwise)).toThrow('offer-gone');
    expect(changeQuantity(cart, cart.lines[0]!.lineId, 2, dearer).after.lines[0]!.seenPrice).toEqual(brl(8112));
  });
});

describe('an order of what is made [CAT-20]', () => {
  it('comes to the cent to what its parts do, whatever is added, and gives back exactly that', () => {
    fc.assert(fc.property(
      fc.integer({ min: 0, max: 1e8 }),
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1, max: 99 }),
      (surcharge, quantity, given) => {
        const dear = ringOf(surcharge);
        const order = orderOf(put(put(undefined, dear, quantity, ['METAL', 'GOLD']), plain, 1), dear, plain);
        expect(reviewOf(order).amount).toBe(true);
        const line = order.lines.find(({ made }) => made)!;
        expect(line.items).toEqual(brl((5890 + surcharge) * quantity));
        expect(sum(line.price.map(({ amount }) => amount), 'BRL')).toEqual(add(line.items, line.freight));
        expect(line.price.find(({ kind }) => kind === 'surcharge')?.amount.amount ?? 0).toBe(surcharge * quantity);
        // The platform's share is of all that the goods cost.
        expect(line.commission.amount).toBe(Math.round((line.items.amount * line.commissionRate) / 10_000));
        const paid = pay(order, now).after;
        const first = Math.min(given, quantity);
        const { change, amount } = refundLines(paid, [{ lineId: line.id, quantity: first }]);
        const rest = first < quantity
          ? refundLines(change.after, [{ lineId: line.id, quantity: quantity - first }]).amount
          : brl(0);
        expect(add(amount, rest)).toEqual(add(line.items, line.freight));
      },
    ));
  });

  it('freezes what was chosen, whatever its shop makes of its options later', () => {
    const order = orderOf(put(undefined, ring, 1, ['METAL', 'GOLD']), ring);
    expect(order.lines[0]!.made).toEqual({
      productionDays: 14,
      chosen: [{
        option: 'METAL',
        kind: 'choice',
        name: { en: 'Metal' },
        value: 'GOLD',
        label: { en: 'Gold' },
        surcharge: brl(1111),
      }],
    });
  });
});

describe('production [ORD-12]', () => {
  const cart = put(put(put(undefined, ring, 1, ['METAL', 'GOLD']), ring, 1, ['METAL', 'SILVER']), plain, 1);
  const placed = orderOf(cart, ring, plain);
  const accepted = accept(pay(placed, now).after, now).after;
  const [gold, silver, pot] = accepted.lines as [Order['lines'][0], Order['lines'][0], Order['lines'][0]];
  const steps = ProductionStep.options;
  const made = (order: Order, lineId: Order['lines'][0]['id'], at: Instant): Order =>
    steps.reduce((one, step) => moveProduction(one, lineId, step, at).after, order);

  it('goes from step to step, line by line, tells each, and can leave none out', () => {
    const { after: allocated, facts } = moveProduction(accepted, gold.id, 'allocate', now);
    expect(facts).toMatchObject([{
      type: 'production-moved',
      data: { lineId: gold.id, state: 'allocated', shipsBy: after(now, days(17)) },
    }]);
    expect([gold, silver, pot].map((line) => productionOf(allocated, line)?.state))
      .toEqual(['allocated', 'planned', undefined]);
    expect(() => moveProduction(allocated, gold.id, 'produce', now)).toThrow('illegal-step');
    expect(() => moveProduction(allocated, gold.id, 'allocate', now)).toThrow('illegal-step');
    expect(() => moveProduction(allocated, pot.id, 'allocate', now)).toThrow('not-found');
    expect(productionOf(made(accepted, gold.id, now), gold)).toEqual({ state: 'finished', at: now });
  });

  it('begins when the order is accepted, and ends with it', () => {
    const paid = pay(placed, now).after;
    expect(isInProduction(paid)).toBe(false);
    expect(() => moveProduction(paid, gold.id, 'allocate', now)).toThrow('illegal-step');
    expect(isInProduction(accepted)).toBe(true);
    expect(isInProduction(cancel(accepted, now).after)).toBe(false);
    expect(isInProduction(made(accepted, gold.id, now))).toBe(true);
    expect(isInProduction(made(made(accepted, gold.id, now), silver.id, now))).toBe(false);
  });

  it('brings the day of dispatch forward once all is made, and never puts it off', () => {
    const promised = after(now, days(17));
    expect(shipsBy(accepted)).toBe(promised);
    expect(shipmentDueAt(accepted, times)).toBe(after(promised, times.shippingGrace));
    const soon = after(now, days(5));
    const one = made(accepted, gold.id, soon);
    expect(shipsBy(one)).toBe(promised);
    expect(shipsBy(made(one, silver.id, soon))).toBe(after(soon, days(3)));
    const late = after(now, days(30));
    expect(shipsBy(made(made(accepted, gold.id, late), silver.id, late))).toBe(promised);
  });

  it('counts the days of handing over from when the shop was asked anew, and those of the shelf beside it', () => {
    const soon = after(now, days(2));
    const all = made(made(accepted, gold.id, soon), silver.id, soon);
    const later = after(now, days(6));
    const elsewhere = { ...address, street: 'Rua das Flores 2' };
    const anew = changeOrder(all, { address: elsewhere }, template(shop.id), later).change.after;
    expect([anew.state, anew.production, shipsBy(anew)]).toEqual([
      'awaiting-acceptance',
      all.production,
      after(later, days(3)),
    ]);
    const slowShelf = offer(shop.id, { price: brl(1999), shipsWithinDays: 12 });
    const mixed = orderOf(put(put(undefined, ring, 1, ['METAL', 'GOLD']), slowShelf, 1), ring, slowShelf);
    const begun = accept(pay(mixed, now).after, now).after;
    expect(shipsBy(made(begun, begun.lines[0]!.id, soon))).toBe(after(now, days(12)));
  });

  it('leaves its buyer no way back once it is begun: the shop alone may refuse it [ORD-06 part]', () => {
    const begun = moveProduction(accepted, gold.id, 'allocate', now).after;
    const change = (lineId: string, quantity: number) => () =>
      changeOrder(begun, { lines: [{ lineId: lineId as typeof gold.id, quantity }] }, template(shop.id), now);
    expect(() => cancel(begun, now)).toThrow('production-begun');
    expect(change(gold.id, 0)).toThrow('production-begun');
    expect(change(gold.id, 2)).toThrow('production-begun');
    expect(refuse(begun, now, 'At the buyer’s word').after.state).toBe('cancelled');
    const { change: { after: rest }, back } = change(silver.id, 0)();
    expect([rest.lines.map(({ id }) => id), back.amount >= silver.items.amount]).toEqual([[gold.id, pot.id], true]);
    // What the choices add stays a part of the price of its own.
    expect(rest.lines[0]!.price).toEqual(expect.arrayContaining([{ kind: 'surcharge', amount: brl(1111) }]));
    expect(reviewOf(rest)).toEqual({ items: true, quantity: true, amount: true, address: true });
    // Of an order that is not begun with, all of it may be otherwise.
    expect(cancel(accepted, now).after.state).toBe('cancelled');
  });
});

describe('choices outside the cart [CAT-20]', () => {
  const gold = [{ option: 'METAL', value: 'GOLD' }];
  const merging = (cart: Cart | undefined, items: Parameters<typeof mergeCarts>[2], of = ring, left = 9) =>
    mergeCarts(
      cart,
      buyerId,
      items,
      { offers: new Map([[of.skuId, of]]), available: new Map([[of.skuId, left]]) },
      newId,
    );

  it('are bought in one step as in the cart, a picture alone is not', () => {
    const bought = (answers: { option: string; value: string }[], of = ring) =>
      cartOf(buyerId, { skuId: of.skuId, quantity: 2, answers }, of, newId('cartLine'), now);
    expect(bought(gold).lines).toMatchObject([{ quantity: 2, answers: gold, seenPrice: brl(7001) }]);
    expect(() => bought([])).toThrow('options-invalid');
    const motif: MadeToOrder = {
      productionDays: 1,
      options: [{ kind: 'picture', code: 'MOTIF', name: { en: 'Motif' }, required: false }],
    };
    const shown = { ...ring, madeToOrder: motif };
    expect(() => bought([{ option: 'MOTIF', value: newId('image') }], shown)).toThrow('options-invalid');
    expect(
      merging(
        undefined,
        [{ skuId: ring.skuId, quantity: 1, answers: [{ option: 'MOTIF', value: newId('image') }] }],
        shown,
      ),
    )
      .toMatchObject({ change: undefined, joined: [{ outcome: 'options-changed' }] });
  });

  it('come along at sign-in: the same join, others stay apart, and both share what there is', () => {
    const silver = [{ option: 'METAL', value: 'SILVER' }];
    const item = { skuId: ring.skuId, quantity: 3 };
    const { change, joined } = merging(put(undefined, ring, 2, ['METAL', 'GOLD']), [
      { ...item, answers: gold },
      { ...item, answers: silver },
      { ...item, answers: silver },
      item,
    ]);
    expect(change!.after.lines.map(({ quantity, seenPrice }) => [quantity, seenPrice.amount])).toEqual([[5, 7001], [
      4,
      5890,
    ]]);
    expect(joined.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'fewer', 'options-changed']);
  });
});
