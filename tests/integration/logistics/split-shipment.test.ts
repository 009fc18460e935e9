import { beforeAll, describe, expect, it } from 'vitest';
import { settled, until } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accept, bought, firstShipment, parcel, scanned } from '../../support/parcels.ts';
import { key, refusal } from '../../support/people.ts';
import { brl, buyer, onSale, shop, stockOf, type Buyer, type Goods } from '../../support/shopping.ts';

let seller: Merchant;
let ann: Buyer;
let pot: Goods;
beforeAll(async () => {
  [seller, ann] = await Promise.all([shop(), buyer()]);
  pot = await onSale(seller, { stock: 20 });
});

const look = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });
const shipmentsOf = async (orderId: string) =>
  (await seller.call('GET /merchant/v1/orders/{orderId}/shipments', { orderId })).items;
const show = (shipmentId: string) => seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId });
const split = (shipmentId: string, lineId: string, quantity: number, by = seller) =>
  by.call('POST /merchant/v1/shipments/{shipmentId}/split', { shipmentId, lines: [{ lineId, quantity }] }, key());
const pack = (shipmentId: string, code: string, quantity: number, by = seller) =>
  by.call('POST /merchant/v1/shipments/{shipmentId}/packing', { shipmentId, scans: [{ code, quantity }] }, key());
const print = (shipmentId: string, paper: 'packing-list' | 'delivery-note' | 'label', by = seller) =>
  by.call('GET /merchant/v1/shipments/{shipmentId}/papers/{paper}', { shipmentId, paper });
const give = (orderId: string, lineId: string, quantity: number, by = seller) =>
  by.call('POST /merchant/v1/orders/{orderId}/line-refunds', {
    orderId,
    lines: [{ lineId, quantity }],
    note: 'One of them has a crack.',
  }, key());

describe('an order that goes in two shipments', () => {
  it('is shipped with the last and delivered with the last; what comes back is paid back to the cent, and the shop earns the rest [ORD-16]', async () => {
    const { orderId, shipmentId, lines: [line] } = await accept(seller, await bought(ann, pot, 3));
    const rival = await shop();
    expect(await refusal(split(shipmentId, line!.lineId, 1, rival))).toBe('not-found');
    expect(await refusal(rival.call('GET /merchant/v1/orders/{orderId}/shipments', { orderId }))).toBe('not-found');
    expect(await refusal(split(shipmentId, line!.lineId, 3))).toBe('invalid-input');
    await split(shipmentId, line!.lineId, 1);
    const [, one, two] = await until(
      () => shipmentsOf(orderId),
      (all) => all.length === 3 && all.slice(1).every(({ waybill }) => waybill !== undefined),
    );
    expect((await shipmentsOf(orderId)).map(({ state }) => state)).toEqual(['cancelled', 'booked', 'booked']);
    const { items: seen } = await ann.call('GET /shop/v1/orders/{orderId}/tracking', { orderId });
    expect(seen.map(({ shipmentId: id, lines: [has] }) => [id, has!.quantity])).toEqual([
      [one!.shipmentId, 1],
      [two!.shipmentId, 2],
    ]);

    await scanned('swift', one!.waybill!, 'picked-up');
    await until(() => look(orderId), ({ timeline }) => timeline.some(({ event }) => event === 'order-part-shipped'));
    expect((await look(orderId)).state).toBe('awaiting-shipment');
    expect(await stockOf(seller, pot)).toMatchObject({ held: 2, sold: 1 });
    expect(await refusal(ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId }, key()))).toBe('illegal-step');
    expect(await refusal(split(one!.shipmentId, line!.lineId, 1))).toBe('invalid-input');
    await scanned('swift', two!.waybill!, 'picked-up');
    await until(() => look(orderId), ({ state }) => state === 'shipped');
    expect(await refusal(split(two!.shipmentId, line!.lineId, 1))).toBe('illegal-step');
    await scanned('swift', one!.waybill!, 'delivered');
    expect((await look(orderId)).state).toBe('shipped');
    await scanned('swift', two!.waybill!, 'returned');
    const { paymentId } = await until(() => look(orderId), ({ state }) => state === 'delivered');
    // Two of three pots at 58.90, and two thirds of the freight.
    const back = brl(2 * 5890 + 1500);
    const { orders: [share] } = await until(
      () => ann.call('GET /shop/v1/payments/{paymentId}', { paymentId }),
      ({ orders }) => orders[0]!.refunded.amount > 0,
    );
    expect(share).toMatchObject({ amount: brl(3 * 5890 + 2250), refunded: back });
    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId }, key());
    await settled();
    const { items } = await seller.call('GET /merchant/v1/earnings', {});
    const earning = items.find((each) => each.orderId === orderId)!;
    expect(earning.items.amount + earning.freight.amount).toBe(5890 + 750);
    expect(earning.net.amount).toBe(5890 + 750 - earning.commission.amount);
  });

  it('is called off with all its shipments when its buyer cancels in time', async () => {
    const { orderId, shipmentId, lines: [line] } = await accept(seller, await bought(ann, pot, 2));
    await split(shipmentId, line!.lineId, 1);
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId }, key());
    await until(() => shipmentsOf(orderId), (all) => all.every(({ state }) => state === 'cancelled'));
  });
});

describe('a shipment', () => {
  it('has its papers as PDF, and is packed when what was scanned is what belongs in [ORD-13]', async () => {
    const { shipmentId, lines: [line] } = await parcel(seller, ann, pot);
    for (const kind of ['packing-list', 'delivery-note', 'label'] as const) {
      const file = await fetch((await print(shipmentId, kind)).url);
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    }
    const rival = await shop();
    expect(await refusal(print(shipmentId, 'label', rival))).toBe('not-found');
    expect(await refusal(pack(shipmentId, line!.code, 1, rival))).toBe('not-found');
    expect(await refusal(pack(shipmentId, 'something else', 1))).toBe('packing-wrong');
    expect(await refusal(pack(shipmentId, line!.code, 2))).toBe('packing-wrong');
    expect((await pack(shipmentId, line!.code, 1)).packedAt).toBeDefined();
    expect(await refusal(pack(shipmentId, line!.code, 1))).toBe('illegal-step');
    expect((await show(shipmentId)).packedAt).toBeDefined();
  });

  it('has no papers once it is cancelled, and no label while nobody knows where it is picked up', async () => {
    const { orderId, shipmentId } = await parcel(seller, ann, pot);
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId }, key());
    await until(() => show(shipmentId), ({ state }) => state === 'cancelled');
    expect(await refusal(print(shipmentId, 'packing-list'))).toBe('illegal-step');
    const iron = await onSale(seller, { weight: 1_000_000, stock: 999 });
    const heavy = firstShipment((await accept(seller, await bought(ann, iron, 999))).orderId);
    expect(await refusal(print(heavy, 'label'))).toBe('dispatch-missing');
  });
});

describe('units that a shop gives back', () => {
  it('cost what they cost, once each, until the order is completed [ORD-16] [PAY-07]', async () => {
    const orderId = await bought(ann, pot, 2);
    const { lines: [line], paymentId } = await look(orderId);
    expect(await refusal(give(orderId, line!.id, 1, await shop()))).toBe('not-found');
    await give(orderId, line!.id, 1);
    await until(
      () => ann.call('GET /shop/v1/payments/{paymentId}', { paymentId }),
      ({ orders }) => orders[0]!.refunded.amount === 5890 + 1000,
    );
    expect((await look(orderId)).lines[0]!.refunded).toBe(1);
    expect(await refusal(give(orderId, line!.id, 2))).toBe('refund-too-large');
    await seller.call(
      'POST /merchant/v1/orders/{orderId}/refuse',
      { orderId, reason: 'The rest is cracked too.' },
      key(),
    );
    expect(await refusal(give(orderId, line!.id, 1))).toBe('illegal-step');
  });
});
