import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import { shipmentOf as referenceOf } from '../../../shared/logistics/shipment.ts';
import { pass, until } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal, staff } from '../../support/people.ts';
import {
  accept,
  atSwift,
  bought,
  carrierFault,
  carrierStatus,
  parcel,
  shipmentOf,
  firstShipment,
} from '../../support/parcels.ts';
import { buyer, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let seller: Merchant;
let goods: Goods;
let one: Buyer;

beforeAll(async () => {
  [seller, one] = await Promise.all([shop(), buyer()]);
  goods = await onSale(seller, { stock: 50 });
});

describe('an accepted order', () => {
  it('gets a shipment with carrier, waybill, packages and label [LOG-01] [LOG-02]', async () => {
    const shipment = await parcel(seller, one, goods);
    expect(shipment).toMatchObject({ state: 'booked', carrier: 'swift', parcels: [{ weight: 1550 }] });
    expect(shipment.waybill).toMatch(/^SW\d{10}$/);
    expect(await (await fetch(shipment.labelUrl!)).text()).toContain('São Paulo');
    const { items } = await seller.call('GET /merchant/v1/shipments', { state: 'booked' });
    expect(items.map(({ shipmentId }) => shipmentId)).toContain(shipment.shipmentId);
  });

  it("is booked once, though the carrier's answer is lost [LOG-02]", async () => {
    const orderId = await bought(one, goods);
    await carrierFault({ kind: 'lose-answer', match: referenceOf(orderId) });
    expect(await accept(seller, orderId)).toMatchObject({ state: 'booked' });
  });

  it("is shown to nobody else's buyer or shop [IAM-20]", async () => {
    const { orderId } = await parcel(seller, one, goods);
    const [stranger, rival] = await Promise.all([buyer(), shop()]);
    expect(await refusal(stranger.call('GET /shop/v1/orders/{orderId}/tracking', { orderId }))).toBe('not-found');
    expect(await refusal(rival.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId: firstShipment(orderId) })))
      .toBe('not-found');
    expect(
      await refusal(
        rival.call('POST /merchant/v1/shipments/{shipmentId}/hand-over', { shipmentId: firstShipment(orderId) }, key()),
      ),
    ).toBe(
      'not-found',
    );
    expect(
      await refusal(
        rival.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', {
          shipmentId: firstShipment(orderId),
          carrierName: 'Loggi',
          waybill: 'LG-7',
        }, key()),
      ),
    ).toBe('not-found');
    expect(
      await refusal(
        rival.call('POST /merchant/v1/shipments/{shipmentId}/marks', {
          shipmentId: firstShipment(orderId),
          step: 'delivered',
        }, key()),
      ),
    ).toBe('not-found');
    expect(
      await refusal(
        rival.call('POST /merchant/v1/shipments/{shipmentId}/retry', { shipmentId: firstShipment(orderId) }, key()),
      ),
    ).toBe(
      'not-found',
    );
  });

  it('waits for the shop when the carrier refuses it, and goes on when the shop asks again', async () => {
    const orderId = await bought(one, goods);
    await carrierFault({ kind: 'decline', match: referenceOf(orderId) });
    expect(await accept(seller, orderId)).toMatchObject({ state: 'opened', trouble: { reason: 'refused' } });
    await seller.call('POST /merchant/v1/shipments/{shipmentId}/retry', { shipmentId: firstShipment(orderId) }, key());
    const booked = await until(() => shipmentOf(seller, orderId), (shipment) => shipment?.state === 'booked');
    expect(booked!.trouble).toBeUndefined();
  });
});

describe('a carrier that the shop gives up while it is being asked', () => {
  it('has its booking taken back, and the other one is booked', async () => {
    const orderId = await bought(one, goods);
    const reference = referenceOf(orderId);
    await carrierFault({ kind: 'slow-answer', ms: 2500, match: reference });
    await seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }, key());
    await until(() => atSwift(reference), (found) => found.length > 0);
    await seller.call('PUT /merchant/v1/dispatch', { address: home, carrier: 'postal' });
    await seller.call('POST /merchant/v1/shipments/{shipmentId}/retry', { shipmentId: firstShipment(orderId) }, key());
    const found = await until(() => shipmentOf(seller, orderId), (shipment) => shipment?.state === 'booked');
    expect(found).toMatchObject({ carrier: 'postal' });
    await until(() => atSwift(reference), ([booking]) => booking!.status === 'cancelled');
    await seller.call('PUT /merchant/v1/dispatch', { address: home });
  });
});

describe('a cancelled order', () => {
  it('has its booking taken back from the carrier', async () => {
    const { orderId, waybill } = await parcel(seller, one, goods);
    await seller.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId, reason: 'broken' }, key());
    await until(() => shipmentOf(seller, orderId), (shipment) => shipment?.state === 'cancelled');
    await until(() => carrierStatus(waybill!), (status) => status === 'cancelled');
  });
});

describe('where parcels are picked up', () => {
  it("is the shop's own business, and so is the carrier that it prefers [LOG-02]", async () => {
    await seller.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Depot' }, carrier: 'postal' });
    expect(await seller.call('GET /merchant/v1/dispatch', {})).toMatchObject({
      address: { name: 'Depot' },
      carrier: 'postal',
    });
    expect(await parcel(seller, one, goods)).toMatchObject({ state: 'booked', carrier: 'postal' });
    await seller.call('PUT /merchant/v1/dispatch', { address: home });
    expect((await seller.call('GET /merchant/v1/dispatch', {})).carrier).toBeUndefined();
  });
});

describe('a shipment that nobody picks up', () => {
  it('comes before a person, who settles it: once more when nothing follows, for good once it has arrived', async () => {
    const { orderId, shipmentId } = await parcel(seller, one, goods);
    await pass(days(5) + hours(1));
    const support = await staff('support');
    const find = async () =>
      (await waitingAt(support, 'troubled-shipments')).find(({ itemId }) => itemId === shipmentId);
    expect(await until(find, (found) => found !== undefined)).toMatchObject({
      shows: { orderId, state: 'booked', reason: 'overdue' },
    });
    expect(
      await whileHeld(
        'troubled-shipments',
        shipmentId,
        'support',
        () =>
          support.call('POST /operator/v1/shipments/{shipmentId}/resolve', {
            shipmentId,
            outcome: 'settled',
            note: 'Not mine',
          }, key()),
      ),
    ).toBe('taken-by-another');
    const resolve = (outcome: 'settled' | 'delivered', note: string) =>
      support.call('POST /operator/v1/shipments/{shipmentId}/resolve', { shipmentId, outcome, note }, key());
    await resolve('settled', 'The shop was called');
    await until(find, (found) => found === undefined);
    expect(await refusal(resolve('settled', 'Twice'))).toBe('illegal-step');

    await pass(days(5) + hours(1));
    expect(await until(find, (found) => found !== undefined)).toMatchObject({ shows: { reason: 'overdue' } });
    await resolve('delivered', 'The buyer has it; the carrier lost its scans');
    expect(await itemAt(support, 'troubled-shipments', shipmentId)).toMatchObject({
      holder: support.accountId,
      settledBy: support.accountId,
    });
    await pass(days(12));
    expect(await find()).toBeUndefined();
  });
});
