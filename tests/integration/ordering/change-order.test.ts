import { beforeAll, describe, expect, it } from 'vitest';
import { settled, until } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accept, bought, carrierStatus } from '../../support/parcels.ts';
import { key, refusal } from '../../support/people.ts';
import {
  brl,
  buyer,
  fill,
  home,
  onSale,
  place,
  shop,
  stockOf,
  type Buyer,
  type Goods,
} from '../../support/shopping.ts';
import { Refused } from '../../../web/client.ts';

describe('changing an order before shipment', () => {
  let seller: Merchant;
  let pot: Goods;
  let cup: Goods;
  let ann: Buyer;
  beforeAll(async () => {
    seller = await shop();
    [pot, cup] = [await onSale(seller, { stock: 200 }), await onSale(seller, { price: 1999, weight: 310 })];
    ann = await buyer();
  });

  const orderOf = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });
  const preview = (orderId: string, wish: object) =>
    ann.call('POST /shop/v1/orders/{orderId}/change-preview', { orderId, ...wish });
  const change = async (orderId: string, wish: object, by: Buyer = ann) => {
    const { payable } = await preview(orderId, wish);
    return by.call('POST /shop/v1/orders/{orderId}/changes', { orderId, ...wish, expectedPayable: payable }, key());
  };
  const fewer = async (orderId: string, quantity: number) => {
    const { lines } = await orderOf(orderId);
    return { lines: [{ lineId: lines[0]!.id, quantity }] };
  };
  const shareOf = async (orderId: string) => {
    const { paymentId } = await orderOf(orderId);
    const { orders } = await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId });
    return orders.find((one) => one.orderId === orderId)!;
  };

  it('gives back money, stock and parcel, asks the shop anew, and settles what is left to the cent [ORD-06]', async () => {
    const before = await stockOf(seller, pot);
    const orderId = await bought(ann, pot, 3);
    const first = await accept(seller, orderId);
    const { addressId } = await ann.call('POST /shop/v1/addresses', { ...home, street: 'Rua B 2' }, key());
    const wish = { ...await fewer(orderId, 1), addressId, note: 'Ring twice' };

    expect(await preview(orderId, wish)).toEqual({
      items: brl(5890),
      freight: brl(1500),
      payable: brl(7390),
      back: brl(3 * 5890 + 2250 - 7390),
      acceptedAnew: true,
    });
    await change(orderId, wish);
    await settled();
    expect(await orderOf(orderId)).toMatchObject({
      state: 'awaiting-acceptance',
      payable: brl(7390),
      note: 'Ring twice',
      address: { street: 'Rua B 2' },
      timeline: [{}, {}, {}, { event: 'order-changed', by: 'buyer' }],
    });
    expect(await stockOf(seller, pot)).toEqual({ ...before, available: before.available - 1, held: before.held + 1 });
    expect(await until(() => shareOf(orderId), ({ refunded }) => refunded.amount > 0)).toMatchObject({
      amount: brl(19_920),
      refunded: brl(12_530),
    });
    expect(await until(() => carrierStatus(first.waybill!), (status) => status === 'cancelled')).toBe('cancelled');
    await until(
      async () => (await seller.call('GET /shop/v1/messages', { limit: 100 })).items.map(({ subject }) => subject),
      (all) => ['A buyer has changed an order', '买家修改了订单'].some((one) => all.includes(one)),
    );

    // The shop's second word sends what is left of it, by another parcel.
    await seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }, key());
    await settled();
    const parcels = await until(
      async () => (await seller.call('GET /merchant/v1/orders/{orderId}/shipments', { orderId })).items,
      (items) => items.some(({ state }) => state === 'booked'),
    );
    expect(parcels.map(({ state }) => state)).toEqual(['cancelled', 'booked']);
    const { shipmentId } = parcels[1]!;
    expect(await seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId })).toMatchObject({
      lines: [{ quantity: 1 }],
    });
    await seller.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', {
      shipmentId,
      carrierName: 'Our van',
      waybill: 'VAN7000001',
    }, key());
    await until(() => orderOf(orderId), ({ state }) => state === 'shipped');
    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId }, key());
    await settled();
    expect(await stockOf(seller, pot)).toMatchObject({ available: before.available - 1, held: before.held });
    const earning = await until(
      async () => (await seller.call('GET /merchant/v1/earnings', {})).items.find((one) => one.orderId === orderId),
      (one) => one !== undefined,
    );
    // 10 % of one pot, and nothing that was given back counts a second time.
    expect(earning).toMatchObject({ net: brl(7390 - 589) });
  });

  it('lets exactly one of a change and a cancellation, a refund or a shipment win', async () => {
    const race = async (orderId: string, other: () => Promise<unknown>) => {
      const wish = await fewer(orderId, 1);
      const outcomes = await Promise.allSettled([change(orderId, wish), other()]);
      return outcomes.map((one) =>
        one.status === 'fulfilled' ? 'won' : one.reason instanceof Refused ? 'refused' : String(one.reason)
      );
    };
    const one = await bought(ann, pot, 2);
    await race(one, () => ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: one }));
    await settled();
    const { state } = await orderOf(one);
    expect(state).toBe('cancelled');
    expect(await until(() => shareOf(one), ({ refunded, amount }) => refunded.amount === amount.amount)).toBeDefined();

    const two = await bought(ann, pot, 2);
    const parcel = await accept(seller, two);
    const { shipmentId } = parcel;
    const outcome = await race(two, () =>
      seller.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', {
        shipmentId,
        carrierName: 'Our van',
        waybill: 'VAN8000001',
      }, key()));
    expect(outcome.toSorted()).toEqual(['refused', 'won']);
    await settled();
    expect((await orderOf(two)).state).toBe(outcome[0] === 'won' ? 'awaiting-acceptance' : 'shipped');

    const three = await bought(ann, pot, 2);
    const { payable } = await orderOf(three);
    await race(
      three,
      () =>
        seller.call(
          'POST /merchant/v1/orders/{orderId}/refunds',
          { orderId: three, amount: payable, note: 'Sorry' },
          key(),
        ),
    );
    await settled();
    // Whoever came first: never more than was paid.
    const share = await until(() => shareOf(three), ({ refunded }) => refunded.amount > 0);
    expect(share.refunded.amount + share.refunding.amount).toBeLessThanOrEqual(share.amount.amount);
  });

  it('says what stands against it', async () => {
    const orderId = await bought(ann, pot, 2);
    expect(await refusal(preview(orderId, await fewer(orderId, 3)))).toBe('change-costs-more');
    expect(await refusal(preview(orderId, {}))).toBe('illegal-step');
    const wish = await fewer(orderId, 1);
    const told = (more: object) =>
      refusal(ann.call(
        'POST /shop/v1/orders/{orderId}/changes',
        { orderId, ...wish, expectedPayable: brl(7390), ...more },
        key(),
      ));
    expect(await told({ expectedPayable: brl(1) })).toBe('total-changed');
    expect(await told(await fewer(orderId, 3))).toBe('change-costs-more');
    expect(await told({ lines: undefined })).toBe('illegal-step');
    const nobodys = 'adr_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
    expect(await told({ addressId: nobodys })).toBe('address-missing');
    expect(await refusal(preview(orderId, { addressId: nobodys }))).toBe('address-missing');
    const abroad = { ...home, country: 'AR', region: 'C', city: 'Buenos Aires', postalCode: 'C1002' };
    const { addressId } = await ann.call('POST /shop/v1/addresses', abroad, key());
    expect(await told({ addressId })).toBe('no-freight');
    expect(await refusal(preview(orderId, { addressId }))).toBe('no-freight');
    const ben = await buyer();
    expect(await refusal(change(orderId, wish, ben))).toBe('not-found');
    expect(await refusal(ben.call('POST /shop/v1/orders/{orderId}/change-preview', { orderId, ...wish }))).toBe(
      'not-found',
    );

    // The shop has given nearly all of it back: what a smaller one is cheaper by is not there any more.
    await seller.call(
      'POST /merchant/v1/orders/{orderId}/refunds',
      { orderId, amount: brl(13_000), note: 'They are chipped' },
      key(),
    );
    expect(await told({})).toBe('refund-too-large');
  });

  it('takes more of one thing for less of another, if there is any', async () => {
    await fill(ann, [pot, 1], [cup, 1]);
    const { orders: [order] } = await place(ann, 'tok_visa');
    const { orderId } = order!;
    await until(() => orderOf(orderId), ({ state }) => state === 'awaiting-acceptance');
    const { lines } = await orderOf(orderId);
    const lineOf = ({ skuId }: Goods) => lines.find((line) => line.skuId === skuId)!.id;
    const swap = (cups: number) => ({
      lines: [{ lineId: lineOf(pot), quantity: 0 }, { lineId: lineOf(cup), quantity: cups }],
    });
    const rare = await stockOf(seller, cup);
    await change(orderId, swap(3));
    expect(await stockOf(seller, cup)).toMatchObject({ available: rare.available - 2, held: rare.held + 2 });
    await seller.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
      ...cup,
      available: 0,
      reason: 'count',
    });
    const { lines: [left] } = await orderOf(orderId);
    expect(left!.quantity).toBe(3);
  });

  it('keeps a freight quote to its units, and to stock that is there', async () => {
    const quoting = await shop();
    const [vase, stool] = [await onSale(quoting), await onSale(quoting, { price: 1000, stock: 2 })];
    await quoting.call('PUT /merchant/v1/freight-template', { mode: 'quoted' });
    const { id: quoteId } = await ann.call(
      'POST /shop/v1/freight-quotes',
      { skuId: vase.skuId, quantity: 2, addressId: ann.addressId },
      key(),
    );
    await quoting.call('POST /merchant/v1/freight-quotes/{quoteId}/answer', { quoteId, amount: brl(1329) });
    await ann.call('POST /shop/v1/cart/lines', { skuId: vase.skuId, quantity: 2, freightQuoteId: quoteId }, key());
    await quoting.call('PUT /merchant/v1/freight-template', {
      mode: 'template',
      zones: [{ country: 'BR', base: brl(5000), perKg: brl(0) }],
    });
    await fill(ann, [stool, 1]);
    const { orders: [order] } = await place(ann, 'tok_visa');
    const { orderId } = order!;
    await until(() => orderOf(orderId), ({ state }) => state === 'awaiting-acceptance');
    const { lines } = await orderOf(orderId);
    const lineOf = ({ skuId }: Goods) => lines.find((line) => line.skuId === skuId)!.id;
    const broken = { lines: [{ lineId: lineOf(vase), quantity: 1 }] };
    expect(await refusal(preview(orderId, broken))).toBe('quote-invalid');
    const send = (wish: object, sum: number) =>
      refusal(ann.call(
        'POST /shop/v1/orders/{orderId}/changes',
        { orderId, ...wish, expectedPayable: brl(sum) },
        key(),
      ));
    expect(await send(broken, 1)).toBe('quote-invalid');
    // The freight has become cheaper: it pays for more stools than there are.
    await quoting.call('PUT /merchant/v1/freight-template', {
      mode: 'template',
      zones: [{ country: 'BR', base: brl(0), perKg: brl(0) }],
    });
    const more = { lines: [{ lineId: lineOf(stool), quantity: 5 }] };
    expect(await send(more, 2 * 5890 + 1329 + 5000)).toBe('out-of-stock');
  });
});
