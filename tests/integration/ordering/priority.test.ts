import { beforeAll, describe, expect, it } from 'vitest';
import { settled, until } from '../../support/control.ts';
import { refusals } from '../../support/listings.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accept, bought } from '../../support/parcels.ts';
import { key, staff, type Person } from '../../support/people.ts';
import { buyer, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let one: Merchant;
let operator: Person;
let ann: Buyer;
let vip: Buyer;
let pot: Goods;

const prefer = (who: Buyer, priority: boolean, by = operator) =>
  by.call('PUT /operator/v1/accounts/{accountId}/priority', {
    accountId: who.accountId,
    priority,
    reason: 'A member of long standing',
  }, key());
const waiting = async (state: 'awaiting-acceptance' | 'awaiting-shipment') =>
  (await one.call('GET /merchant/v1/orders', { state })).items.map(({ id, priority }) => [id, priority]);

beforeAll(async () => {
  [one, operator, ann, vip] = await Promise.all([shop(), staff('operator'), buyer(), buyer()]);
  pot = await onSale(one, { stock: 50 });
  await one.call('PUT /merchant/v1/dispatch', {
    address: { ...home, name: 'Blue Teapot' },
    carrier: 'swift',
    priorityCarrier: 'postal',
  });
});

describe('an order with priority', () => {
  it('is one of a buyer whom an operator has preferred, with a reason, when it was placed [ORD-17]', async () => {
    expect(await refusals(prefer(vip, false), prefer(vip, true).then(() => prefer(vip, true)))).toEqual([
      'illegal-step',
    ]);
    const { items: [found] } = await operator.call('GET /operator/v1/accounts', { login: vip.login });
    expect(found).toMatchObject({ priority: true });
    expect(await refusals(prefer(ann, true, await staff('support')))).toEqual(['forbidden']);
    const { items } = await (await staff('admin')).call('GET /operator/v1/audit/by/{relation}/{name}', {
      relation: 'thing',
      name: vip.accountId,
    });
    expect(items).toContainEqual(
      expect.objectContaining({ useCase: 'identity/set-priority', reason: 'A member of long standing' }),
    );
  });

  it('overtakes those that have waited longer: on lists, when picked and sent, and by the faster carrier [ORD-17] [LOG-17]', async () => {
    const first = await bought(ann, pot);
    const second = await bought(vip, pot);
    const third = await bought(ann, pot);
    expect(await waiting('awaiting-acceptance')).toEqual([[second, true], [first, undefined], [third, undefined]]);
    // What it was when it was placed, it stays.
    await prefer(vip, false);
    const fourth = await bought(vip, pot);
    const parcels = [];
    for (const orderId of [first, third, second, fourth]) parcels.push(await accept(one, orderId));
    expect(parcels.map(({ carrier }) => carrier)).toEqual(['swift', 'swift', 'postal', 'swift']);
    expect(await waiting('awaiting-shipment')).toEqual([
      [second, true],
      [first, undefined],
      [third, undefined],
      [fourth, undefined],
    ]);
    const { items } = await one.call('GET /merchant/v1/shipments', { state: 'booked' });
    expect(items.map(({ orderId, priority }) => [orderId, priority])).toEqual([
      [second, true],
      [first, undefined],
      [third, undefined],
      [fourth, undefined],
    ]);
    const { items: [own] } = await one.call('GET /merchant/v1/warehouses', {});
    const { lines } = await one.call('POST /merchant/v1/pickings', { warehouseId: own!.warehouseId }, key());
    expect(lines.map(({ orderId }) => orderId)).toEqual([second, first, third, fourth]);
    // Its buyer learns nothing of it, and nobody else's lists do.
    expect((await vip.call('GET /shop/v1/orders', {})).items[0]).not.toHaveProperty('priority');
    const { shipmentId } = parcels[2]!;
    await one.call('POST /merchant/v1/shipments/{shipmentId}/hand-over', { shipmentId }, key());
    await settled();
    expect((await waiting('awaiting-shipment'))[0]).toEqual([first, undefined]);
    expect((await one.call('GET /merchant/v1/orders', { state: 'shipped' })).items[0]).toMatchObject({
      id: second,
      priority: true,
    });
  });

  it('keeps its rank when it is split', async () => {
    await prefer(vip, true);
    const { orderId, shipmentId, lines: [line] } = await accept(one, await bought(vip, pot, 2));
    await one.call('POST /merchant/v1/shipments/{shipmentId}/split', {
      shipmentId,
      lines: [{ lineId: line!.lineId, quantity: 1 }],
    }, key());
    const parts = await until(
      async () =>
        (await one.call('GET /merchant/v1/shipments', { state: 'booked' })).items.filter((it) =>
          it.orderId === orderId
        ),
      (all) => all.length === 2,
    );
    expect(parts.map(({ carrier, priority }) => [carrier, priority])).toEqual([['postal', true], ['postal', true]]);
  });
});
