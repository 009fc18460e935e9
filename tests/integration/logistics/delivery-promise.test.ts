import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import type { Bearer } from '../../../shared/logistics/shipment.ts';
import { pass, settled, until } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accepted, firstShipment, parcel, scanned } from '../../support/parcels.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { delivered, today } from '../../support/settlement.ts';
import { buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let seller: Merchant;
let goods: Goods;
let ann: Buyer;
let operator: Person;

beforeAll(async () => {
  [seller, ann, operator] = await Promise.all([shop(), buyer(), staff('operator')]);
  goods = await onSale(seller, { stock: 50 });
});

const lateOfShop = async (standing: 'under-way' | 'ended' = 'under-way', by = seller) =>
  (await by.call('GET /merchant/v1/late-shipments', { standing, limit: 100 })).items;
const lateOfSwift = async (standing: 'under-way' | 'ended' = 'under-way') =>
  (await operator.call('GET /operator/v1/late-shipments', { carrier: 'swift', standing, limit: 100 })).items;
const rate = (shipmentId: string, by = ann) =>
  by.call('POST /shop/v1/shipments/{shipmentId}/rating', {
    shipmentId,
    speed: 5,
    condition: 4,
    courier: 3,
    comment: 'It rained, and the pot is dry.',
  }, key());

describe('what is promised of a parcel', () => {
  it('is kept against what becomes of it: what is late stands on the list of shop and platform until it is there, and each carrier has its share in time [LOG-07]', async () => {
    const inTime = await delivered(seller, ann, goods);
    const { shipmentId, waybill } = await parcel(seller, ann, goods);
    await scanned('swift', waybill!, 'picked-up');
    const { plannedAt } = await seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId });
    expect(plannedAt).toBeDefined();
    expect(await lateOfShop()).toEqual([]);

    await pass(days(4));
    const [late, ...others] = await until(() => lateOfShop(), (items) => items.length > 0);
    expect(others).toEqual([]);
    expect(late).toMatchObject({ shipmentId, carrier: 'swift', waybill, state: 'picked-up', plannedAt });
    expect((await lateOfSwift()).map((one) => one.shipmentId)).toContain(shipmentId);
    expect(await lateOfShop('under-way', await shop())).toEqual([]);

    const month = (await today()).slice(0, 7);
    await scanned('swift', waybill!, 'delivered');
    await until(() => lateOfShop(), (items) => items.length === 0);
    const [ended] = await lateOfShop('ended');
    expect(ended).toMatchObject({ shipmentId, state: 'delivered' });
    expect(ended!.lateHours).toBeGreaterThan(0);
    expect((await lateOfSwift()).map((one) => one.shipmentId)).not.toContain(shipmentId);
    expect((await lateOfSwift('ended')).map((one) => one.shipmentId)).toContain(shipmentId);

    // Where the month has changed meanwhile, the first stands in the one before.
    const kept = await seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId: firstShipment(inTime) });
    expect(kept.lateSince).toBeUndefined();
    expect(kept.arrivedAt! < kept.plannedAt!).toBe(true);
    const months = [...new Set([kept.arrivedAt!.slice(0, 7), month])];
    const figures = (await Promise.all(
      months.map(async (of) => (await seller.call('GET /merchant/v1/delivery-figures', { month: of })).items),
    )).flat().filter(({ carrier }) => carrier === 'swift');
    const total = (name: 'delivered' | 'late') => figures.reduce((sum, one) => sum + one[name], 0);
    expect([total('delivered'), total('late')]).toEqual([2, 1]);
    const { items } = await operator.call('GET /operator/v1/delivery-figures', {
      month,
      merchantId: seller.merchantId,
    });
    expect(items).toEqual((await seller.call('GET /merchant/v1/delivery-figures', { month })).items);
    const { items: all } = await operator.call('GET /operator/v1/delivery-figures', { month });
    expect(all.find(({ carrier }) => carrier === 'swift')!.late).toBeGreaterThan(0);
  });

  it('is asked for by nobody without a shop, and not from another place of the list', async () => {
    const shopless = await staff('merchant');
    const month = (await today()).slice(0, 7);
    expect(await refusal(shopless.call('GET /merchant/v1/late-shipments', {}))).toBe('no-shop');
    expect(await refusal(shopless.call('GET /merchant/v1/delivery-figures', { month }))).toBe('no-shop');
    expect(await refusal(shopless.call('GET /merchant/v1/delivery-ratings', {}))).toBe('no-shop');
    const cursor = 'bm8';
    const carrier: Bearer = 'swift';
    expect(await refusal(seller.call('GET /merchant/v1/late-shipments', { cursor }))).toBe('invalid-cursor');
    expect(await refusal(seller.call('GET /merchant/v1/delivery-ratings', { cursor }))).toBe('invalid-cursor');
    expect(await refusal(operator.call('GET /operator/v1/late-shipments', { cursor, carrier }))).toBe('invalid-cursor');
    expect(await refusal(operator.call('GET /operator/v1/delivery-ratings', { cursor, carrier })))
      .toBe('invalid-cursor');
  });
});

describe('a delivery', () => {
  it('is rated by its buyer once it is there, once; shop and platform read it, and it counts for the carrier [LOG-08]', async () => {
    const orderId = await accepted(seller, ann, goods);
    const shipmentId = firstShipment(orderId);
    expect(await refusal(rate(shipmentId))).toBe('illegal-step');
    const { waybill } = await seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId });
    await scanned('swift', waybill!, 'picked-up', 'delivered');
    expect(await refusal(rate(shipmentId, await buyer()))).toBe('not-found');
    expect(await rate(shipmentId)).toMatchObject({ shipmentId, orderId, carrier: 'swift', speed: 5 });
    expect(await refusal(rate(shipmentId))).toBe('already-rated');

    const { items: [parcelOf] } = await ann.call('GET /shop/v1/orders/{orderId}/tracking', { orderId });
    expect(parcelOf!.rating).toEqual({
      speed: 5,
      condition: 4,
      courier: 3,
      comment: 'It rained, and the pot is dry.',
    });
    const { items } = await seller.call('GET /merchant/v1/delivery-ratings', {});
    expect(items).toMatchObject([{ shipmentId, comment: 'It rained, and the pot is dry.' }]);
    const { items: ofSwift } = await operator.call('GET /operator/v1/delivery-ratings', { carrier: 'swift' });
    expect(ofSwift.map((one) => one.shipmentId)).toContain(shipmentId);
    const month = (await today()).slice(0, 7);
    const { items: figures } = await seller.call('GET /merchant/v1/delivery-figures', { month });
    expect(figures.find(({ carrier }) => carrier === 'swift')).toMatchObject({ rated: 1, speed: 5, courier: 3 });
  });

  it('is rated also when its buyer confirms the receipt before the carrier does', async () => {
    const { orderId, shipmentId, waybill } = await parcel(seller, ann, goods);
    await scanned('swift', waybill!, 'picked-up');
    await settled();
    expect(await refusal(rate(shipmentId))).toBe('illegal-step');
    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
    expect(await rate(shipmentId)).toMatchObject({ shipmentId });
    await pass(hours(1));
  });
});
