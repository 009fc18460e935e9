import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import { inboxOf, pass, settled, until } from '../../support/control.ts';
import { waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accepted, firstShipment, parcel, scanned } from '../../support/parcels.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { today } from '../../support/settlement.ts';
import { buyer, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let seller: Merchant;
let goods: Goods;
let ann: Buyer;
let support: Person;

beforeAll(async () => {
  [seller, ann, support] = await Promise.all([shop(), buyer(), staff('support')]);
  goods = await onSale(seller, { stock: 50 });
});

const shown = (shipmentId: string) => seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId });
const troubleOf = async (shipmentId: string) => (await shown(shipmentId)).trouble?.reason;
const atDesk = async (shipmentId: string) =>
  (await waitingAt(support, 'troubled-shipments')).find(({ itemId }) => itemId === shipmentId);
const subjectsOf = async (login: string) => (await inboxOf(login)).map(({ subject }) => subject);
const ask = (shipmentId: string) =>
  support.call('POST /operator/v1/shipments/{shipmentId}/carrier-case', {
    shipmentId,
    contact: 'Claims desk',
    question: 'Where is it?',
  }, key());
const answer = (shipmentId: string) =>
  support.call('POST /operator/v1/shipments/{shipmentId}/carrier-case/answer', {
    shipmentId,
    reply: 'It fell off the belt, and is in pieces.',
  }, key());
const resolve = (shipmentId: string, outcome: 'lost' | 'settled') =>
  support.call('POST /operator/v1/shipments/{shipmentId}/resolve', { shipmentId, outcome, note: 'As agreed' }, key());
const sendAgain = (shipmentId: string, by = seller) =>
  by.call('POST /merchant/v1/shipments/{shipmentId}/send-again', {
    shipmentId,
    carrierName: 'Loggi',
    waybill: 'LG-0099',
  }, key());

describe('a parcel that comes to harm', () => {
  it('alerts shop, platform and buyer; its carrier is asked and has to answer in time; its buyer gets the money back [LOG-06]', async () => {
    const { orderId, shipmentId, waybill } = await parcel(seller, ann, goods);
    await scanned('swift', waybill!, 'picked-up');
    await settled();
    expect(await refusal(ask(shipmentId))).toBe('illegal-step');
    expect(await refusal(ask(firstShipment('ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A')))).toBe('not-found');
    await scanned('swift', waybill!, 'damaged');
    await until(() => troubleOf(shipmentId), (reason) => reason === 'damaged');
    await settled();
    expect(await subjectsOf(ann.login)).toContain('A parcel came to harm');
    expect(await subjectsOf(seller.login)).toContain('A parcel came to harm');
    const { items: [seen] } = await ann.call('GET /shop/v1/orders/{orderId}/tracking', { orderId });
    expect(seen!.missed).toBe('damaged');
    expect(await until(() => atDesk(shipmentId), (found) => found !== undefined)).toMatchObject({
      shows: { orderId, reason: 'damaged' },
    });

    expect(await refusal(answer(shipmentId))).toBe('illegal-step');
    expect(await whileHeld('troubled-shipments', shipmentId, 'support', () => ask(shipmentId))).toBe(
      'taken-by-another',
    );
    await ask(shipmentId);
    expect(await refusal(ask(shipmentId))).toBe('illegal-step');
    await pass(days(3) + hours(1));
    const silent = await until(
      () => atDesk(shipmentId),
      (found) => found?.desk === 'troubled-shipments' && found.shows.silentSince !== undefined,
    );
    expect(silent).toMatchObject({ shows: { reason: 'damaged' } });
    expect(await whileHeld('troubled-shipments', shipmentId, 'support', () => answer(shipmentId)))
      .toBe('taken-by-another');
    await answer(shipmentId);
    expect(await refusal(answer(shipmentId))).toBe('illegal-step');
    const inspected = await support.call('GET /operator/v1/shipments/{shipmentId}', { shipmentId });
    expect(inspected.trouble!.asked).toMatchObject({
      contact: 'Claims desk',
      askedBy: support.accountId,
      reply: 'It fell off the belt, and is in pieces.',
    });
    const missing = firstShipment('ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A');
    expect(await refusal(support.call('GET /operator/v1/shipments/{shipmentId}', { shipmentId: missing })))
      .toBe('not-found');
    expect(await refusal(answer(missing))).toBe('not-found');

    const month = (await today()).slice(0, 7);
    await resolve(shipmentId, 'lost');
    expect(await refusal(resolve(shipmentId, 'lost'))).toBe('illegal-step');
    const order = await until(
      () => ann.call('GET /shop/v1/orders/{orderId}', { orderId }),
      ({ state }) => state === 'cancelled',
    );
    expect(order.cancellation).toMatchObject({ reason: 'lost' });
    await settled();
    expect((await shown(shipmentId)).state).toBe('lost');
    const { items } = await seller.call('GET /merchant/v1/delivery-figures', { month });
    expect(items.find(({ carrier }) => carrier === 'swift')).toMatchObject({ damaged: 1, lost: 0 });
    const refunded = async () =>
      (await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId: order.paymentId })).orders[0]!.refunded;
    expect(await refunded()).toEqual(order.payable);

    // It turns up all the same: a person hears of it, and nobody is refunded twice.
    await scanned('swift', waybill!, 'delivered');
    expect(await until(() => atDesk(shipmentId), (found) => found !== undefined)).toMatchObject({
      shows: { reason: 'unwanted', state: 'lost' },
    });
    await resolve(shipmentId, 'settled');
    await until(() => atDesk(shipmentId), (found) => found === undefined);
    expect(await refunded()).toEqual(order.payable);
  });
});

describe('a parcel of which nothing is heard', () => {
  it('is missed by itself, is found again with the next scan, and is missed anew when it is late for long', async () => {
    const slow = await shop();
    await slow.call('PUT /merchant/v1/dispatch', { address: home, carrier: 'postal' });
    const orderId = await accepted(slow, ann, await onSale(slow));
    const shipmentId = firstShipment(orderId);
    const look = () => slow.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId });
    const { waybill } = await look();
    await scanned('postal', waybill!, 'picked-up');
    expect(await refusal(sendAgain(shipmentId, slow))).toBe('illegal-step');
    await pass(days(5) + hours(1));
    expect((await until(look, ({ trouble }) => trouble !== undefined)).trouble!.reason).toBe('no-scan');
    await scanned('postal', waybill!, 'in-transit');
    await until(look, ({ trouble }) => trouble === undefined);
    await pass(days(4) + hours(1));
    expect((await until(look, ({ trouble }) => trouble !== undefined)).trouble!.reason).toBe('delayed');

    expect(await refusal(sendAgain(shipmentId))).toBe('not-found');
    await sendAgain(shipmentId, slow);
    expect(await refusal(sendAgain(shipmentId, slow))).toBe('illegal-step');
    await settled();
    expect(await subjectsOf(ann.login)).toContain('The shop sends your goods once more');
    const { items: [again] } = await ann.call('GET /shop/v1/orders/{orderId}/tracking', { orderId });
    expect(again).toMatchObject({ carrier: 'Loggi', waybill: 'LG-0099', state: 'picked-up' });
    expect(again!.missed).toBeUndefined();
    expect((await look()).attempts).toMatchObject([{ carrier: 'postal', waybill, reason: 'delayed' }]);

    // The first carrier finds it: two are on their way, and a person knows.
    await scanned('postal', waybill!, 'out-for-delivery');
    expect(await until(() => atDesk(shipmentId), (found) => found !== undefined)).toMatchObject({
      shows: { reason: 'unwanted' },
    });
    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
  });

  it('is refused by whom it was for, and comes back', async () => {
    const { orderId, shipmentId, waybill } = await parcel(seller, ann, goods);
    await scanned('swift', waybill!, 'picked-up', 'refused');
    await until(() => troubleOf(shipmentId), (reason) => reason === 'not-taken');
    await scanned('swift', waybill!, 'returned');
    await until(() => ann.call('GET /shop/v1/orders/{orderId}', { orderId }), ({ state }) => state === 'cancelled');
    expect(await troubleOf(shipmentId)).toBeUndefined();
  });

  it('is no business of whom it does not belong to', async () => {
    const shopless = await staff('merchant');
    const { shipmentId } = await parcel(seller, ann, goods);
    const send = { shipmentId, carrierName: 'Loggi', waybill: 'LG-0001' };
    expect(await refusal(shopless.call('POST /merchant/v1/shipments/{shipmentId}/send-again', send, key())))
      .toBe('no-shop');
  });
});
