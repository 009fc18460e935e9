import { beforeAll, describe, expect, it } from 'vitest';
import { minutes } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import { unpaidCheckouts } from '../../../shared/payments/rulebooks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';
import { brl, buy, buyer, fill, home, onSale, place, shop, stockOf, type Goods } from '../../support/shopping.ts';

describe('place-order', () => {
  let shops: [Merchant, Merchant];
  let pot: Goods;
  let cup: Goods;

  beforeAll(async () => {
    shops = [await shop(), await shop()];
    pot = await onSale(shops[0], { stock: 1000 });
    cup = await onSale(shops[1], { price: 1999, weight: 300, stock: 1000 });
  });

  it('is previewed with address, ways to pay, freight and payable [CRT-04 part] [PAY-02]', async () => {
    const ann = await buyer();
    await fill(ann, [pot, 2], [cup, 1]);
    const { address, paymentMethods, orders, total, changes } = await ann.call('POST /shop/v1/checkout/preview', {});
    expect(address).toEqual({ id: ann.addressId, ...home, isDefault: true });
    expect(paymentMethods).toEqual([
      'card',
      'net-bank',
      'third-party',
      'mobile-bank',
      'wallet',
      'bank-remittance',
    ]);
    expect(orders.map(({ merchantId, items, freight, payable }) => [merchantId, items, freight, payable])).toEqual([
      [shops[0].merchantId, brl(11780), brl(2000), brl(13780)],
      [shops[1].merchantId, brl(1999), brl(1250), brl(3249)],
    ]);
    expect([total, changes]).toEqual([brl(17029), []]);
  });

  it('buys one thing by itself at the total of its preview, and leaves the cart and what is in it alone [CRT-06]', async () => {
    const ann = await buyer();
    await fill(ann, [cup, 1]);
    const before = await stockOf(shops[0], pot);
    const item = { skuId: pot.skuId, quantity: 2 };
    const { orders, total, changes } = await ann.call('POST /shop/v1/checkout/preview', { item });
    expect([orders.length, total, changes]).toEqual([1, brl(13780), []]);
    const given = { item, paymentMethod: 'card', expectedTotal: total } as const;
    const twice = key();
    // As a second click would.
    const [first, second] = await Promise.allSettled([
      ann.call('POST /shop/v1/orders', given, twice),
      ann.call('POST /shop/v1/orders', given, twice),
    ]);
    const placed = [first, second].flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(new Set(placed.map(({ checkoutId }) => checkoutId)).size).toBe(1);
    expect((await ann.call('GET /shop/v1/orders', {})).items).toHaveLength(1);
    expect(await stockOf(shops[0], pot)).toEqual({ ...before, available: before.available - 2, held: before.held + 2 });
    const { shops: left } = await ann.call('GET /shop/v1/cart', {});
    expect(left.flatMap(({ lines }) => lines.map(({ skuId, quantity }) => [skuId, quantity]))).toEqual([[
      cup.skuId,
      1,
    ]]);

    const gone = { skuId: 'sku_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', quantity: 1 };
    expect(await refusal(ann.call('POST /shop/v1/checkout/preview', { item: gone }))).toBe('offer-gone');
    expect(await refusal(ann.call('POST /shop/v1/orders', { ...given, item: gone }, key()))).toBe('offer-gone');
    const many = { ...item, quantity: 999 };
    expect((await ann.call('POST /shop/v1/checkout/preview', { item: many })).changes).toMatchObject([
      { kind: 'quantity-limited' },
    ]);
  });

  it('gives one order for each shop under one payment, with everything frozen, and takes the stock [CRT-03] [ORD-01] [PRC-01 part] [RVM-01]', async () => {
    const ann = await buyer();
    const before = await stockOf(shops[0], pot);
    await fill(ann, [pot, 2], [cup, 1]);
    const placed = await place(ann);
    expect(placed.orders.map(({ merchantId, payable }) => [merchantId, payable])).toEqual([
      [shops[0].merchantId, brl(13780)],
      [shops[1].merchantId, brl(3249)],
    ]);
    expect(await stockOf(shops[0], pot)).toEqual({ ...before, available: before.available - 2, held: before.held + 2 });
    expect(await ann.call('GET /shop/v1/cart', {})).toEqual({ shops: [], changes: [] });
    const { orderId } = placed.orders[0]!;
    const order = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    expect(order).toMatchObject({
      state: 'awaiting-payment',
      address: home,
      items: brl(11780),
      freight: brl(2000),
      payable: brl(13780),
    });
    expect(order.lines).toMatchObject([{
      skuId: pot.skuId,
      quantity: 2,
      unitPrice: brl(5890),
      price: [{ kind: 'list-price', amount: brl(11780) }, { kind: 'freight', amount: brl(2000) }],
    }]);
    expect(order.timeline).toMatchObject([{ event: 'order-placed', by: 'buyer' }]);
    // What was agreed stays, whatever becomes of the address and the price.
    const moved = { ...home, addressId: ann.addressId, name: 'Bia', phone: '+5511999990001', street: 'Rua B 2' };
    await ann.call('PATCH /shop/v1/addresses/{addressId}', moved);
    await shops[0].call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', { ...pot, price: brl(5900) });
    expect(await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).toEqual(order);
    await shops[0].call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', { ...pot, price: brl(5890) });
    const sold = await shops[0].call('GET /merchant/v1/orders/{orderId}', { orderId });
    expect(sold.lines).toMatchObject([{ commissionRate: 1000, commission: brl(1178) }]);
  });

  it('tells each shop what the buyer asks of it, and nobody else', async () => {
    const ann = await buyer();
    await fill(ann, [pot, 1], [cup, 1]);
    const { total } = await ann.call('POST /shop/v1/checkout/preview', {});
    const notes = {
      [shops[0].merchantId]: ' Wrap it well,\r\nplease ',
      [`mer_${'0'.repeat(26)}`]: 'Nobody reads this',
    };
    const order = { addressId: ann.addressId, paymentMethod: 'card' as const, expectedTotal: total };
    const noting = (text: string) =>
      ann.call('POST /shop/v1/orders', { ...order, notes: { [shops[0].merchantId]: text } }, key());
    expect(await refusal(noting('x'.repeat(501)))).toBe('invalid-input');
    const { orders } = await ann.call('POST /shop/v1/orders', { ...order, notes }, key());
    const note = 'Wrap it well,\nplease';
    const seen = await Promise.all(orders.map(({ orderId }) => ann.call('GET /shop/v1/orders/{orderId}', { orderId })));
    expect(seen.map((one) => one.note)).toEqual([note, undefined]);
    const { orderId } = orders[0]!;
    expect((await shops[0].call('GET /merchant/v1/orders/{orderId}', { orderId })).note).toBe(note);
    expect(await refusal(shops[1].call('GET /merchant/v1/orders/{orderId}', { orderId }))).toBe('not-found');
  });

  it('answers a repeated key with the first answer, and places nothing twice [CRT-05]', async () => {
    const ann = await buyer();
    await fill(ann, [pot, 1]);
    const { total } = await ann.call('POST /shop/v1/checkout/preview', {});
    const input = { addressId: ann.addressId, paymentMethod: 'card' as const, expectedTotal: total };
    const headers = key();
    const twice = await Promise.all([
      ann.call('POST /shop/v1/orders', input, headers),
      ann.call('POST /shop/v1/orders', input, headers),
    ]);
    expect(twice[0]).toEqual(twice[1]);
    expect(await refusal(ann.call('POST /shop/v1/orders', input, key()))).toBe('cart-empty');
    expect((await ann.call('GET /shop/v1/orders', {})).items).toHaveLength(1);
  });

  it('sells 5 units to 5 of 8 buyers, and leaves nobody hanging [INV-01]', async () => {
    const rare = await onSale(shops[0], { stock: 5 });
    const crowd = await Promise.all(Array.from({ length: 8 }, async () => {
      const one = await buyer();
      await fill(one, [rare, 1]);
      return one;
    }));
    const outcomes = await Promise.all(
      crowd.map((one) =>
        one.call(
          'POST /shop/v1/orders',
          { addressId: one.addressId, paymentMethod: 'card', expectedTotal: brl(7390) },
          key(),
        ).then(() => 'placed', (error: unknown) => refusal(Promise.reject(error)))
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'placed')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'out-of-stock')).toHaveLength(3);
    expect(await stockOf(shops[0], rare)).toEqual({ available: 0, held: 5, sold: 0 });
  });

  it('refuses what the buyer has not agreed to, and takes nothing [CRT-02]', async () => {
    const ann = await buyer();
    const order = { addressId: ann.addressId, paymentMethod: 'card' as const, expectedTotal: brl(7390) };
    const attempt = (change: Partial<typeof order> = {}) =>
      refusal(ann.call('POST /shop/v1/orders', { ...order, ...change }, key()));
    expect(await attempt()).toBe('cart-empty');
    const scarce = await onSale(shops[0], { stock: 1 });
    await fill(ann, [scarce, 1]);
    expect(await attempt({ expectedTotal: brl(7389) })).toBe('total-changed');
    expect(await attempt({ addressId: 'adr_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' })).toBe('address-missing');
    await shops[0].call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', { ...scarce, price: brl(5900) });
    expect(await attempt()).toBe('total-changed');
    await shops[0].call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: scarce.listingId });
    expect(await attempt({ expectedTotal: brl(7400) })).toBe('offer-gone');
    expect(await stockOf(shops[0], scarce)).toEqual({ available: 1, held: 0, sold: 0 });
  });

  it(
    'refuses a buyer who holds stock for many unpaid orders, until some are paid or over, whatever comes at once',
    async () => {
      const ann = await buyer();
      const order = async () => {
        await fill(ann, [pot, 1]);
        return place(ann);
      };
      for (let i = 1; i < unpaidCheckouts.byDefault.mostOpen; i += 1) await order();
      const last = await order();
      const held = await stockOf(shops[0], pot);
      expect(await refusal(order())).toBe('too-many-unpaid');
      expect(await stockOf(shops[0], pot)).toEqual(held);
      const { rulebookName, byDefault: { mostOpen }, initial } = unpaidCheckouts;
      await ruled(rulebookName, { mostOpen: mostOpen + 1 });
      const another = await order();
      expect(await refusal(order())).toBe('too-many-unpaid');
      await ruled(rulebookName, initial);
      await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: another.orders[0]!.orderId });
      expect(await refusal(order())).toBe('too-many-unpaid');
      const { orderId } = last.orders[0]!;
      await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId });
      await place(ann, 'tok_visa');
      await settled();
      // Paid is not unpaid.
      await order();
      expect(await refusal(order())).toBe('too-many-unpaid');
      await pass(minutes(31));
      await ann.signIn();
      expect((await place(ann)).orders).toHaveLength(1);
    },
    60_000,
  );

  it('refuses places where the shop does not deliver and methods that are not offered there', async () => {
    const ann = await buyer();
    await fill(ann, [pot, 1]);
    const { addressId } = await ann.call('POST /shop/v1/addresses', {
      ...home,
      country: 'JP',
      region: '13',
      city: 'Tokyo',
      postalCode: '154-0023',
    }, key());
    expect(await refusal(ann.call('POST /shop/v1/checkout/preview', { addressId }))).toBe('no-freight');
    const order = { addressId, expectedTotal: brl(1) };
    expect(await refusal(ann.call('POST /shop/v1/orders', { ...order, paymentMethod: 'bank-remittance' }, key()))).toBe(
      'method-unavailable',
    );
    expect(await refusal(ann.call('POST /shop/v1/orders', { ...order, paymentMethod: 'card' }, key()))).toBe(
      'no-freight',
    );
  });

  it('takes the dearest and heaviest goods there can be, and nothing beyond [CRT-01] [CRT-04 part] [PRC-01 part]', async () => {
    const [seller, ann] = [await shop(), await buyer()];
    const freight = (base: number, perKg: number) =>
      seller.call('PUT /merchant/v1/freight-template', {
        mode: 'template',
        zones: [{ country: 'BR', base: brl(base), perKg: brl(perKg) }],
      });
    await freight(1e9, 1e6);
    const bars = await onSale(seller, { price: 1e9, weight: 1_000_000, stock: 1998 });
    const others = await onSale(shops[1], { price: 1e9, weight: 1_000_000, stock: 999 });
    expect(await refusal(freight(1e9 + 1, 1))).toBe('invalid-input');
    expect(await refusal(freight(1, 1e6 + 1))).toBe('invalid-input');
    expect(await refusal(onSale(seller, { price: 1e9 + 1 }))).toBe('invalid-input');
    await fill(ann, [bars, 999], [others, 999]);
    expect((await ann.call('GET /shop/v1/cart', {})).items).toEqual(brl(1998e9));
    const { total } = await ann.call('POST /shop/v1/checkout/preview', {});
    // The goods, R$ 10,000 for each of a shop's 999,000 kg and its base, and R$ 2.50 for each of the other's.
    expect(total).toEqual(brl(1998e9 + 999e9 + 1e9 + 999_000 * 250 + 1000));
    const placed = await place(ann, 'tok_visa');
    expect(placed.total).toEqual(total);
    await settled();
    for (const { orderId } of placed.orders) {
      expect((await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).state).toBe('awaiting-acceptance');
    }
  });

  it('is paid as a whole: every order goes to its merchant [ORD-02 part] [ORD-03] [ORD-04]', async () => {
    const ann = await buyer();
    const placed = await buy(ann, [pot, 1], [cup, 1]);
    for (const { orderId } of placed.orders) {
      const { state, timeline } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
      expect(state).toBe('awaiting-acceptance');
      expect(timeline.map(({ event, by }) => [event, by])).toEqual([['order-placed', 'buyer'], [
        'order-paid',
        'platform',
      ]]);
    }
    expect((await ann.call('GET /shop/v1/orders', {})).items.map(({ state }) => state)).toEqual([
      'awaiting-acceptance',
      'awaiting-acceptance',
    ]);
  });

  it('stays payable after a declined card, until its deadline; then the orders are cancelled and the stock is back [ORD-07]', async () => {
    const ann = await buyer();
    const jug = await onSale(shops[0], { stock: 2 });
    await fill(ann, [jug, 1], [cup, 1]);
    const { orders } = await place(ann, 'tok_declined');
    await settled();
    const look = async () => ann.call('GET /shop/v1/orders/{orderId}', { orderId: orders[0]!.orderId });
    expect(await look()).toMatchObject({
      state: 'awaiting-payment',
      timeline: [{ event: 'order-placed' }, { event: 'order-payment-declined' }],
    });
    await pass(minutes(28));
    expect((await look()).state).toBe('awaiting-payment');
    expect(await stockOf(shops[0], jug)).toEqual({ available: 1, held: 1, sold: 0 });
    await pass(minutes(3));
    expect(await look()).toMatchObject({ state: 'cancelled', cancellation: { reason: 'deadline' } });
    expect((await ann.call('GET /shop/v1/orders/{orderId}', { orderId: orders[1]!.orderId })).state).toBe('cancelled');
    expect(await stockOf(shops[0], jug)).toEqual({ available: 2, held: 0, sold: 0 });
  });
});
