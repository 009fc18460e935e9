import { createHmac } from 'node:crypto';
import { ulid } from 'ulid';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { hours, minutes } from '../../../../shared/kernel/values/clock.ts';
import { inboxOf, now, pass, settled, until } from '../../../support/control.ts';
import { waitingAt } from '../../../support/desks.ts';
import { refusals } from '../../../support/listings.ts';
import type { Merchant } from '../../../support/merchants.ts';
import { accept, bought } from '../../../support/parcels.ts';
import { key, refusal, staff, type Person } from '../../../support/people.ts';
import { buyer, home, onSale, shop, stockOf, type Goods } from '../../../support/shopping.ts';

let one: Merchant;
let operator: Person;
let own: string;
let pot: Goods;
let connectionId: string;
let system: System;

/** An outside system that has its secret. */
interface System {
  readonly secret: string;
  readonly address: string;
}

const connect = async (warehouseId = own, by = one) => {
  const { connectionId: opened } = await by.call(
    'POST /merchant/v1/wms-connections',
    { name: 'WMS', warehouseId },
    key(),
  );
  return opened;
};
const secretOf = (of: string, by = one): Promise<System> =>
  by.call('GET /merchant/v1/wms-connections/{connectionId}/secret', { connectionId: of });

/** Posts as such a system does. */
const post = async (
  { secret, address }: System,
  body: object | string,
  { id = ulid(), signature, at, to = 'messages' }: { id?: string; signature?: string; at?: Date; to?: string } = {},
): Promise<Response> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const seconds = Math.floor((at ?? await now()).getTime() / 1000);
  const signed = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${id}.${seconds}.${text}`);
  return fetch(`${inject('cloud').api}${address.replace(/messages$/, to)}`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signature ?? `v1,${signed.digest('base64')}`,
    },
  });
};
const tell = async (body: object | string, given: Parameters<typeof post>[2] = {}): Promise<number> => {
  const { status } = await post(system, body, given);
  await settled();
  return status;
};
const codeOf = async (answer: Promise<Response>): Promise<string> =>
  ((await (await answer).json()) as { code: string }).code;
const ago = async (milliseconds: number): Promise<string> =>
  new Date((await now()).getTime() - milliseconds).toISOString();
const level = async (quantity: number, since: number, { skuId } = pot) => ({
  type: 'stock.level',
  at: await ago(since),
  lines: [{ skuId, quantity }],
});
const moved = async (quantity: number, since: number, { skuId } = pot) => ({
  type: 'stock.moved',
  at: await ago(since),
  reason: 'counted',
  lines: [{ skuId, quantity }],
});
const available = async (): Promise<number> => (await stockOf(one, pot)).available;
const messages = async (by = one) =>
  (await by.call('GET /merchant/v1/wms-connections/{connectionId}/messages', { connectionId })).items;
const unread = async () =>
  (await operator.call('GET /operator/v1/wms-connections/{connectionId}/unread-messages', { connectionId })).items;

const take = () =>
  operator.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', {
    desk: 'wms-messages',
    itemId: connectionId,
  }, key());
const setAside = (count: number, by = operator) =>
  by.call(
    'POST /operator/v1/wms-connections/{connectionId}/set-aside',
    { connectionId, count, reason: 'Theirs' },
    key(),
  );

beforeAll(async () => {
  [one, operator] = await Promise.all([shop(), staff('operator')]);
  own = (await one.call('GET /merchant/v1/warehouses', {})).items[0]!.warehouseId;
  pot = await onSale(one, { stock: 100 });
  connectionId = await connect();
  system = await secretOf(connectionId);
});

describe('the secret of an outside warehouse system', () => {
  it('is shown for a quarter of an hour, replaced with a day for both, and ended for good [INV-14]', async () => {
    const other = await shop();
    const opened = await connect();
    const first = await secretOf(opened);
    const about = { connectionId: opened };
    expect(
      await refusals(
        connect(own, other),
        secretOf(opened, other),
        other.call('POST /merchant/v1/wms-connections/{connectionId}/rotation', about, key()),
        other.call('POST /merchant/v1/wms-connections/{connectionId}/end', about, key()),
        other.call('GET /merchant/v1/wms-connections/{connectionId}/messages', about),
      ),
    ).toEqual(['not-found']);
    await pass(minutes(16));
    expect(await refusal(secretOf(opened))).toBe('illegal-step');
    await one.call('POST /merchant/v1/wms-connections/{connectionId}/rotation', about, key());
    const second = await secretOf(opened);
    expect(second.secret).not.toBe(first.secret);
    const reading = { type: 'device.reading', at: await ago(0), device: 'Door', kind: 'door', value: 0, unit: 'open' };
    expect([(await post(first, reading)).status, (await post(second, reading)).status]).toEqual([202, 202]);
    // Signed with the secret of another, or at the address of another edition.
    expect((await post({ ...second, secret: first.secret }, reading)).status).toBe(401);
    expect((await post({ ...second, address: second.address.replace('/2/', '/3/') }, reading)).status).toBe(401);
    await pass(hours(25));
    expect(await codeOf(post(first, reading))).toBe('signature-invalid');
    await one.call('POST /merchant/v1/wms-connections/{connectionId}/end', about, key());
    expect(await codeOf(post(second, reading))).toBe('signature-invalid');
    expect(
      await refusals(
        secretOf(opened),
        one.call('POST /merchant/v1/wms-connections/{connectionId}/rotation', about, key()),
        one.call('POST /merchant/v1/wms-connections/{connectionId}/end', about, key()),
      ),
    ).toEqual(['illegal-step']);
    const { items } = await one.call('GET /merchant/v1/wms-connections', {});
    expect(items.map(({ state, edition }) => [state, edition])).toEqual([['ended', 2], ['active', 1]]);
  });
});

describe('what an outside warehouse system tells', () => {
  it('takes effect once, in whatever order it comes [INV-14]', async () => {
    const id = ulid();
    const came = await moved(5, minutes(40));
    expect([await tell(came, { id }), await tell(came, { id })]).toEqual([202, 202]);
    expect(await available()).toBe(105);
    expect(await codeOf(post(system, { ...came, reason: 'another' }, { id }))).toBe('idempotency-key-reused');
    // A level of before the movement, told after it: the movement is not in it.
    await tell(await level(99, minutes(50)));
    expect(await available()).toBe(104);
    // A later one has the movement in it; a movement and a level of before it change nothing any more.
    await tell(await level(103, minutes(10)));
    expect(await available()).toBe(103);
    await tell(await moved(-3, minutes(20)));
    await tell(await level(50, minutes(30)));
    expect(await available()).toBe(103);
    expect((await messages()).map(({ state }) => state)).toEqual([
      'outdated',
      'outdated',
      'applied',
      'applied',
      'applied',
    ]);
    const { items } = await one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId: pot.skuId });
    expect(items.map(({ kind, quantity }) => [kind, quantity])).toContainEqual(['adjust', 5]);
  });

  it('is refused when it is replayed, forged, changed or not signed', async () => {
    const news = await moved(1, 0);
    const { secret } = system;
    const before = await available();
    const old = new Date((await now()).getTime() - minutes(6));
    for (
      const answer of [
        post(system, news, { at: old }),
        post({ ...system, secret: `${secret.slice(0, -4)}AAA=` }, news),
        post(system, news, { signature: 'v1,' }),
        post(system, news, { signature: 'none' }),
        post({ ...system, address: system.address.replace(connectionId, `wms_${ulid()}`) }, news),
      ]
    ) expect((await answer).status).toBe(401);
    expect(await available()).toBe(before);
  });

  it('is never lost when it cannot be: it waits at a desk, and is accepted or set aside [INV-14]', async () => {
    const strange = `sku_${ulid()}`;
    for (
      const [body, reason] of [
        ['no JSON', 'not-understood'],
        [{ type: 'stock.level', at: 'now', lines: [] }, 'not-understood'],
        [await moved(1, 0, { ...pot, skuId: strange }), 'unknown-thing'],
        [await moved(-5000, 0), 'impossible'],
        [{ ...(await moved(1, 0)), lines: [1, 2].map((quantity) => ({ skuId: pot.skuId, quantity })) }, 'impossible'],
        [await moved(1, -hours(1)), 'from-the-future'],
        [{
          type: 'order.packed',
          at: await ago(0),
          orderId: `ord_${ulid()}`,
          lines: [{ skuId: pot.skuId, quantity: 1 }],
        }, 'unknown-thing'],
        [await level(20, 0), 'differs-much'],
      ] as const
    ) {
      expect(await tell(body)).toBe(202);
      expect((await messages())[0]).toMatchObject({ state: 'unread', reason });
    }
    expect(await available()).toBe(103);
    const [item] = (await waitingAt(operator, 'wms-messages')).filter(({ itemId }) => itemId === connectionId);
    expect(item!.shows).toMatchObject({ waiting: 8, count: 8, latestReason: 'differs-much' });
    await until(() => inboxOf(one.login), (mails) => mails.some(({ subject }) => subject?.includes('what cannot be')));
    const accept = (messageId: string, by = operator) =>
      by.call('POST /operator/v1/wms-messages/{messageId}/acceptance', { messageId, reason: 'Counted again' }, key());
    const [much, ...others] = await unread();
    expect(await refusals(...others.slice(-2).map(({ messageId }) => accept(messageId)))).toEqual(['illegal-step']);
    await take();
    const another = await staff('operator');
    expect(await refusals(accept(much!.messageId, another), setAside(8, another))).toEqual(['taken-by-another']);
    expect(await accept(much!.messageId)).toMatchObject({ state: 'applied' });
    expect(await available()).toBe(20);
    expect(await refusal(accept(much!.messageId))).toBe('illegal-step');
    expect(await refusal(accept(`wmm_${ulid()}`))).toBe('not-found');
    expect(await setAside(8)).toMatchObject({ waiting: 0 });
    expect(await refusal(setAside(8))).toBe('illegal-step');
  });

  it('receives transfers, packs orders, and reads what lies there and what is to be picked [INV-14]', async () => {
    const far = (await one.call('POST /merchant/v1/warehouses', {
      name: { en: 'Far' },
      address: { ...home, name: 'Far' },
    }, key())).warehouseId;
    const { transferId } = await one.call('POST /merchant/v1/transfers', {
      from: own,
      to: far,
      lines: [{ skuId: pot.skuId, sent: 4 }],
    }, key());
    const there = await secretOf(await connect(far));
    const lines = [{ skuId: pot.skuId, quantity: 3, damaged: 1 }];
    const arrived = { type: 'goods.received', at: await ago(0), transferId, lines };
    // It goes to the other one.
    await tell(arrived);
    expect((await messages())[0]).toMatchObject({ state: 'unread', reason: 'impossible' });
    expect((await post(there, arrived)).status).toBe(202);
    await settled();
    expect(await one.call('GET /merchant/v1/transfers/{transferId}', { transferId })).toMatchObject({
      state: 'received',
    });
    await tell({ type: 'goods.received', at: await ago(0), lines: [{ skuId: pot.skuId, quantity: 2, damaged: 1 }] });
    const { warehouses } = await one.call('GET /merchant/v1/skus/{skuId}/stock', { skuId: pot.skuId });
    expect(warehouses.map(({ onHand, damaged }) => [onHand, damaged])).toEqual([[18, 1], [3, 1]]);
    const { orderId, shipmentId } = await accept(one, await bought(await buyer(), pot, 5));
    type Answer = { items: { skuId: string; onHand: number; orderId: string; lines: object[] }[] };
    const ask = async (to: string, body: object = {}) => (await post(system, body, { to })).json() as Promise<Answer>;
    expect((await ask('stock')).items).toMatchObject([{ skuId: pot.skuId, onHand: 18 }]);
    expect((await ask('picks')).items).toMatchObject([{ orderId, lines: [{ skuId: pot.skuId, quantity: 5 }] }]);
    expect((await post({ ...system, secret: there.secret }, {}, { to: 'picks' })).status).toBe(401);
    for (const [cursor, code] of [['x', 'invalid-cursor'], [1, 'invalid-input']] as const) {
      for (const to of ['stock', 'picks']) expect(await codeOf(post(system, { cursor }, { to }))).toBe(code);
    }
    const elsewhere = { connectionId, cursor: 'x' };
    expect(await refusal(one.call('GET /merchant/v1/wms-connections/{connectionId}/messages', elsewhere))).toBe(
      'invalid-cursor',
    );
    const pack = (quantity: number) => ({
      type: 'order.packed',
      orderId,
      lines: [{ skuId: pot.skuId, quantity }],
    });
    await tell({ ...pack(3), at: await ago(0) });
    expect((await messages())[0]).toMatchObject({ state: 'unread', reason: 'impossible' });
    await tell({ ...pack(5), at: await ago(0) });
    const shipment = await one.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId });
    expect(shipment.packedAt).toBeDefined();
    await tell({ ...pack(5), at: await ago(0) });
    expect((await messages())[0]).toMatchObject({ state: 'outdated' });
    expect((await ask('picks')).items).toEqual([]);
    await take();
    expect(await setAside(10)).toMatchObject({ waiting: 0 });
  });

  it('has devices tell what they measure; the shop hears when one leaves its bounds, once [INV-14]', async () => {
    const read = async (value: number, since = 0) =>
      tell({
        type: 'device.reading',
        at: await ago(since),
        device: 'Cold room',
        kind: 'temperature',
        value,
        unit: '°C',
      });
    const device = async () =>
      (await one.call('GET /merchant/v1/devices', {})).items.find(({ name }) => name === 'Cold room')!;
    await read(4, minutes(30));
    const { deviceId } = await device();
    const bound = (bounds: { least?: number; most?: number }, by = one) =>
      by.call('PUT /merchant/v1/devices/{deviceId}/bounds', { deviceId, ...bounds });
    expect(await refusal(bound({ most: 8 }, await shop()))).toBe('not-found');
    expect(await refusal(bound({ least: 9, most: 8 }))).toBe('invalid-input');
    expect(await bound({ least: 2, most: 8 })).toMatchObject({ alarmed: false, value: 4 });
    await read(9.5, minutes(20));
    await read(9.7, minutes(10));
    // Told late: it is over by now.
    await read(1, minutes(25));
    expect(await device()).toMatchObject({ value: 9.7, alarmed: true });
    const mails = (await inboxOf(one.login)).filter(({ text }) => text?.includes('Cold room'));
    expect(mails).toHaveLength(1);
    await read(6);
    expect(await device()).toMatchObject({ value: 6, alarmed: false });
  });
});
