import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { now, settled, until } from '../../support/control.ts';
import { waitingAt } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { carrierFault, hook, parcel, scanned, shipmentOf } from '../../support/parcels.ts';
import { key, staff } from '../../support/people.ts';
import { buyer, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let seller: Merchant;
let goods: Goods;
let one: Buyer;

beforeAll(async () => {
  [seller, one] = await Promise.all([shop(), buyer()]);
  goods = await onSale(seller, { stock: 20 });
  await seller.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Blue Teapot' }, carrier: 'easypost' });
});

const booked = async () => {
  const { orderId, waybill } = await parcel(seller, one, goods);
  return { orderId, waybill: waybill! };
};
const orderIs = (orderId: string, state: string) =>
  until(() => one.call('GET /shop/v1/orders/{orderId}', { orderId }), (order) => order.state === state);
const stepsOf = async (orderId: string) => (await shipmentOf(seller, orderId))!.scans.map(({ step }) => step);

/** What it sends of a parcel, in the shape of its documentation. */
const event = (waybill: string, status: string, more: object = {}) => ({
  id: `evt_${ulid()}`,
  object: 'Event',
  mode: 'test',
  description: 'tracker.updated',
  ...more,
  result: {
    object: 'Tracker',
    tracking_code: waybill,
    status,
    tracking_details: [
      { status: 'pre_transit', status_detail: 'label_created', datetime: '2026-11-22T07:00:00Z' },
      { status, datetime: '2026-11-22T08:00:00Z', tracking_location: { city: 'Provo', state: 'UT', country: 'US' } },
    ],
  },
});
const tell = async (body: object | string, signing: { signature?: string; signedBy?: string } = {}) =>
  (await hook('easypost', body, { signedAt: await now(), ...signing })).status;

describe('EasyPost', () => {
  it('is booked as the shop prefers, and moves the order by notices that name its waybill alone [LOG-02] [LOG-03]', async () => {
    const { orderId, waybill } = await booked();
    expect(waybill).toMatch(/^EZ\d{10}$/);
    expect((await shipmentOf(seller, orderId))!.labelUrl).toMatch(/^http.*\.svg$/);
    await scanned('easypost', waybill, 'picked-up', 'in-transit', 'out-for-delivery', 'delivered');
    await orderIs(orderId, 'delivered');
    expect(await stepsOf(orderId)).toEqual(['picked-up', 'in-transit', 'out-for-delivery', 'delivered']);
  });

  it('ends the same where its notices come out of order and twice [LOG-03]', async () => {
    const { orderId, waybill } = await booked();
    await carrierFault({ kind: 'reorder', count: 3, match: waybill });
    await carrierFault({ kind: 'duplicate', count: 3, match: waybill });
    await scanned('easypost', waybill, 'picked-up', 'in-transit', 'out-for-delivery', 'delivered');
    await orderIs(orderId, 'delivered');
    await until(() => stepsOf(orderId), (steps) => steps.length === 4);
    expect(await stepsOf(orderId)).toEqual(['picked-up', 'in-transit', 'out-for-delivery', 'delivered']);
  });

  it('is believed by its own signature over what came alone [LOG-03]', async () => {
    const { orderId, waybill } = await booked();
    const delivered = event(waybill, 'delivered');
    const forgeries = [
      { signature: '' },
      { signature: 'hmac-sha256-hex=' },
      { signature: `hmac-sha256-hex=${'0'.repeat(64)}` },
      { signature: 'hmac-sha256-hex=é'.padEnd(80, '0') },
      { signedBy: 'swift' },
    ];
    for (const forged of forgeries) expect(await tell(delivered, forged), JSON.stringify(forged)).toBe(401);
    expect(await tell('x'.repeat(1024 * 1024), { signature: '' })).toBe(401);
    await settled();
    expect(await stepsOf(orderId)).toEqual([]);
    // With its own, also what is large: a megabyte that nobody reads hides nothing.
    expect(await tell({ ...delivered, previous_attributes: { note: 'x'.repeat(1024 * 1024) } })).toBe(204);
    await orderIs(orderId, 'delivered');
  });

  it('is thanked for what tells of no way of a parcel, and a person sees what is about no parcel of ours, once', async () => {
    const operator = await staff('operator');
    const noticesNow = async () =>
      (await operator.call('GET /operator/v1/carrier-notice-piles/{pileId}/notices', {
        pileId: 'easypost-unknown-parcel',
        limit: 100,
      })).items;
    const waybill = `EZ${ulid()}`;
    for (const status of ['unknown', 'pre_transit', 'cancelled']) expect(await tell(event(waybill, status))).toBe(204);
    expect(await tell(event(waybill, 'delivered', { description: 'batch.updated' }))).toBe(204);
    const delivered = event(waybill, 'delivered');
    for (let time = 0; time < 2; time += 1) expect(await tell(delivered)).toBe(204);
    await settled();
    const notices = await until(noticesNow, (all) => all.some((notice) => notice.waybill === waybill));
    expect(notices.filter((notice) => notice.waybill === waybill)).toMatchObject([
      { carrier: 'easypost', unread: 'unknown-parcel', scan: { step: 'delivered', place: 'Provo, UT, US' } },
    ]);
    const pile = (await waitingAt(operator, 'carrier-notices')).find(({ itemId }) =>
      itemId === 'easypost-unknown-parcel'
    );
    await operator.call('POST /operator/v1/carrier-notice-piles/{pileId}/set-aside', {
      pileId: 'easypost-unknown-parcel',
      count: pile!.shows.count,
      reason: 'Another stage of ours',
    }, key());
  });
});
