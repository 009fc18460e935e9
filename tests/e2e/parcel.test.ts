import { describe, expect, it } from 'vitest';
import { settled } from '../support/control.ts';
import { accepted, carrierFault, scanned } from '../support/parcels.ts';
import { buyer, home, onSale, shop, stockOf } from '../support/shopping.ts';

describe.each(['swift', 'postal'] as const)('Given a parcel that travels by %s', (carrier) => {
  it('when the carrier reports twice and out of order, then the order ends right, its timeline is complete, and the stock left once [LOG-03] [ORD-03]', async () => {
    const [seller, ann] = [await shop(), await buyer()];
    await seller.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Blue Teapot' }, carrier });
    const pot = await onSale(seller, { stock: 5 });
    const orderId = await accepted(seller, ann, pot);
    const tracking = async () => (await ann.call('GET /shop/v1/orders/{orderId}/tracking', { orderId })).items[0]!;
    const { waybill } = await tracking();

    await carrierFault({ kind: 'duplicate', count: 4, match: waybill! });
    await carrierFault({ kind: 'reorder', count: 4, match: waybill! });
    await scanned(carrier, waybill!, 'picked-up', 'in-transit', 'out-for-delivery', 'delivered');

    const { state, scans, progress } = await tracking();
    expect(state).toBe('delivered');
    expect(scans.map(({ step }) => step)).toEqual(['picked-up', 'in-transit', 'out-for-delivery', 'delivered']);
    expect(progress.every(({ reached }) => reached)).toBe(true);
    const { state: orderState, timeline } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    expect(orderState).toBe('delivered');
    const events = timeline.map(({ event }) => event);
    expect(new Set(events).size).toBe(events.length);
    expect(events).toEqual(expect.arrayContaining(['order-placed', 'order-paid', 'order-accepted', 'order-delivered']));
    expect(await stockOf(seller, pot)).toEqual({ available: 4, held: 0, sold: 1 });

    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
    await settled();
    expect((await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).state).toBe('completed');
  });
});
