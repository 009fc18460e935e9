import { describe, expect, it } from 'vitest';
import { settled } from '../../support/control.ts';
import { merchant } from '../../support/merchants.ts';
import { accepted, firstShipment } from '../../support/parcels.ts';
import { key, refusal } from '../../support/people.ts';
import { brl, buyer, home, onSale } from '../../support/shopping.ts';

describe('a shop that has not said where its parcels are picked up', () => {
  it('is asked to before a carrier is booked, and goes on from there [LOG-02]', async () => {
    const [seller, one] = [await merchant(), await buyer()];
    expect(await refusal(seller.call('GET /merchant/v1/dispatch', {}))).toBe('not-found');
    expect(await refusal(seller.call('GET /merchant/v1/freight-template', {}))).toBe('not-found');
    await seller.call('PUT /merchant/v1/freight-template', {
      mode: 'template',
      zones: [{ country: 'BR', base: brl(1000), perKg: brl(250) }],
    });
    const orderId = await accepted(seller, one, await onSale(seller));
    const shipment = () =>
      seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId: firstShipment(orderId) });
    expect(await shipment()).toMatchObject({ state: 'opened', trouble: { reason: 'dispatch-missing' } });
    expect(
      await refusal(
        seller.call('POST /merchant/v1/shipments/{shipmentId}/retry', { shipmentId: firstShipment(orderId) }, key()),
      ),
    ).toBe(
      'dispatch-missing',
    );
    await seller.call('PUT /merchant/v1/dispatch', { address: home });
    await seller.call('POST /merchant/v1/shipments/{shipmentId}/retry', { shipmentId: firstShipment(orderId) }, key());
    await settled();
    expect(await shipment()).toMatchObject({ state: 'booked' });
  });
});

describe('a freight quote', () => {
  it('is asked for something on sale, to an address of the own', async () => {
    const [seller, one] = [await merchant(), await buyer()];
    const { skuId, listingId } = await onSale(seller);
    const ask = (change: { skuId?: string; addressId?: string }) =>
      refusal(
        one.call('POST /shop/v1/freight-quotes', { skuId, quantity: 1, addressId: one.addressId, ...change }, key()),
      );
    expect(await ask({ addressId: 'adr_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' })).toBe('not-found');
    expect(await ask({ skuId: 'sku_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' })).toBe('offer-gone');
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId });
    expect(await ask({})).toBe('offer-gone');
  });
});
