import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../../shared/kernel/values/clock.ts';
import { inboxOf, pass, settled, until } from '../../support/control.ts';
import { whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { accept, bought, carrierStatus, parcel, shipmentOf, firstShipment } from '../../support/parcels.ts';
import { buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let seller: Merchant;
let goods: Goods;
let one: Buyer;
const tracking = async (orderId: string) =>
  (await one.call('GET /shop/v1/orders/{orderId}/tracking', { orderId })).items[0]!;
const orderIs = (orderId: string, state: string) =>
  until(() => one.call('GET /shop/v1/orders/{orderId}', { orderId }), (order) => order.state === state);

beforeAll(async () => {
  [seller, one] = await Promise.all([shop(), buyer()]);
  goods = await onSale(seller, { stock: 50 });
});

describe('the merchant ships', () => {
  it('by the carrier that was booked, with a mark at the hand-over [ORD-10]', async () => {
    const { orderId } = await parcel(seller, one, goods);
    await seller.call(
      'POST /merchant/v1/shipments/{shipmentId}/hand-over',
      { shipmentId: firstShipment(orderId) },
      key(),
    );
    expect((await tracking(orderId)).state).toBe('picked-up');
    await orderIs(orderId, 'shipped');
    expect(
      await refusal(
        seller.call(
          'POST /merchant/v1/shipments/{shipmentId}/hand-over',
          { shipmentId: firstShipment(orderId) },
          key(),
        ),
      ),
    )
      .toBe('illegal-step');
    expect(
      await refusal(
        seller.call('POST /merchant/v1/shipments/{shipmentId}/marks', {
          shipmentId: firstShipment(orderId),
          step: 'delivered',
        }, key()),
      ),
    ).toBe('illegal-step');
    expect(
      await refusal(
        seller.call('POST /merchant/v1/shipments/{shipmentId}/retry', { shipmentId: firstShipment(orderId) }, key()),
      ),
    ).toBe(
      'illegal-step',
    );
  });

  it('by a carrier of its own, whose progress it reports, and the buyer sees at once [ORD-10]', async () => {
    const { orderId, waybill: booked } = await parcel(seller, one, goods);
    const own = { shipmentId: firstShipment(orderId), carrierName: 'Loggi', waybill: 'LG-0007' };
    await seller.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', own, key());
    expect(await tracking(orderId)).toMatchObject({ state: 'picked-up', carrier: 'Loggi', waybill: 'LG-0007' });
    // What the platform had booked is taken back.
    await until(() => carrierStatus(booked!), (status) => status === 'cancelled');
    await seller.call('POST /merchant/v1/shipments/{shipmentId}/marks', {
      shipmentId: firstShipment(orderId),
      step: 'delivered',
      place: 'At the door',
    }, key());
    expect(await tracking(orderId)).toMatchObject({
      state: 'delivered',
      scans: [{ step: 'picked-up' }, { step: 'delivered', place: 'At the door' }],
    });
    expect(await refusal(seller.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', own, key()))).toBe(
      'illegal-step',
    );
  });

  const sentAndMarked = async (): Promise<string> => {
    const { orderId } = await parcel(seller, one, goods);
    const own = { shipmentId: firstShipment(orderId), carrierName: 'Loggi', waybill: ulid() };
    await seller.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', own, key());
    await seller.call('POST /merchant/v1/shipments/{shipmentId}/marks', {
      shipmentId: firstShipment(orderId),
      step: 'delivered',
    }, key());
    await settled();
    return orderId;
  };
  const deny = (orderId: string, by = one) =>
    by.call('POST /shop/v1/orders/{orderId}/denial', { orderId, note: 'Nobody has rung.' }, key());
  const uphold = async (orderId: string) =>
    (await staff('operator')).call('POST /operator/v1/orders/{orderId}/uphold-delivery', {
      orderId,
      reason: 'There is a signed receipt.',
    }, key());

  it("and its own word for the delivery starts a long wait for the buyer's, who is told [ORD-10]", async () => {
    const orderId = await sentAndMarked();
    await orderIs(orderId, 'shipped');
    expect((await inboxOf(one.login)).map(({ subject }) => subject)).toContain('The shop says that it has delivered');
    await pass(days(11)); // When a carrier's word would have confirmed it.
    await orderIs(orderId, 'shipped');
    await pass(days(20));
    await orderIs(orderId, 'completed');
    expect(await refusal(deny(orderId))).toBe('illegal-step');
  });

  it('and a buyer to whom nothing has come says so: a person decides, and nothing confirms itself meanwhile', async () => {
    const orderId = await sentAndMarked();
    expect(await refusal(deny(orderId, await buyer()))).toBe('not-found');
    await deny(orderId);
    expect(await refusal(deny(orderId))).toBe('illegal-step');
    await pass(days(31));
    await orderIs(orderId, 'shipped');
    expect(await whileHeld('overdue-orders', orderId, 'operator', () => uphold(orderId))).toBe('taken-by-another');
    await uphold(orderId);
    expect(await refusal(uphold(orderId))).toBe('illegal-step');
    await deny(orderId);
    const { call } = await staff('operator');
    await call('POST /operator/v1/orders/{orderId}/close', { orderId, reason: 'It never came.' }, key());
    await orderIs(orderId, 'cancelled');
  });

  it('and a delivery that a person upholds waits for the buyer anew: the first deadline ends nothing [ORD-10]', async () => {
    const orderId = await sentAndMarked();
    await pass(days(20));
    await deny(orderId);
    await uphold(orderId);
    await pass(days(11)); // When the first wait would have been over.
    await orderIs(orderId, 'shipped');
    await pass(days(20));
    await orderIs(orderId, 'completed');
  });

  it('what is too much for the carriers of the platform [LOG-01] [LOG-03] [ORD-10]', async () => {
    const iron = await onSale(seller, { weight: 1_000_000, stock: 999 });
    const { orderId } = await accept(seller, await bought(one, iron, 999));
    expect(await shipmentOf(seller, orderId)).toMatchObject({
      state: 'opened',
      parcels: [],
      trouble: { reason: 'refused', detail: expect.stringContaining('too many for one booking') as string },
    });
    expect((await tracking(orderId)).state).toBe('opened');
    expect(
      await refusal(
        seller.call('POST /merchant/v1/shipments/{shipmentId}/retry', { shipmentId: firstShipment(orderId) }, key()),
      ),
    ).toBe(
      'illegal-step',
    );
    const own = { shipmentId: firstShipment(orderId), carrierName: 'Maersk', waybill: 'MSK-1' };
    const { trouble } = await seller.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', own, key());
    expect(trouble).toBeUndefined();
    expect(await tracking(orderId)).toMatchObject({ state: 'picked-up', carrier: 'Maersk', waybill: 'MSK-1' });
    await orderIs(orderId, 'shipped');
  });
});
