import { beforeAll, describe, expect, it } from 'vitest';
import { inboxOf, settled, until } from '../../../support/control.ts';
import { refusals } from '../../../support/listings.ts';
import type { Merchant } from '../../../support/merchants.ts';
import { accept, bought, firstShipment } from '../../../support/parcels.ts';
import { key, refusal } from '../../../support/people.ts';
import { buyer, home, onSale, shop, type Buyer, type Goods } from '../../../support/shopping.ts';

let one: Merchant;
let ann: Buyer;
let own: string;
let pot: Goods;
let cup: Goods;

const lies = async ({ skuId }: Goods) => {
  const { warehouses } = await one.call('GET /merchant/v1/skus/{skuId}/stock', { skuId });
  const { onHand, loose, picked, missing, bins } = warehouses.find(({ warehouseId }) => warehouseId === own)!;
  expect(loose + picked + missing + bins.reduce((all, { units }) => all + units, 0)).toBe(onHand);
  return { loose, picked, missing, bins: bins.map(({ bin, units }) => `${bin} ${units}`) };
};
const put = ({ skuId }: Goods, quantity: number, to: string, missing = false) =>
  one.call('POST /merchant/v1/skus/{skuId}/bin-moves', { skuId, warehouseId: own, quantity, to, missing }, key());
const round = (by = one) => by.call('POST /merchant/v1/pickings', { warehouseId: own }, key());
type Round = Awaited<ReturnType<typeof round>>;
const show = (pickingId: string, by = one) => by.call('GET /merchant/v1/pickings/{pickingId}', { pickingId });
const pick = (pickingId: string, line: number, read: { bin?: string; code: string; quantity: number }, by = one) =>
  by.call('POST /merchant/v1/pickings/{pickingId}/lines/{line}/confirmation', { pickingId, line, ...read }, key());
/** Confirms a line as its list has it, or finds fewer. */
const found = ({ pickingId, lines }: Round, line: number, quantity = lines[line]!.quantity) => {
  const { bin, code } = lines[line]!;
  return pick(pickingId, line, { code, quantity, ...(bin && { bin }) });
};
const end = (pickingId: string, by = one) => by.call('POST /merchant/v1/pickings/{pickingId}/closure', { pickingId });
const order = async (goods: Goods, quantity: number): Promise<string> => {
  const orderId = await bought(ann, goods, quantity);
  await accept(one, orderId);
  return orderId;
};

beforeAll(async () => {
  [one, ann] = await Promise.all([shop(), buyer()]);
  own = (await one.call('GET /merchant/v1/warehouses', {})).items[0]!.warehouseId;
  await one.call('PUT /merchant/v1/warehouses/{warehouseId}', {
    warehouseId: own,
    name: { en: 'Depot' },
    address: { ...home, name: 'Depot' },
    zones: [{ name: 'Racks', use: 'picking' }],
  });
  await one.call('POST /merchant/v1/warehouses/{warehouseId}/bins', {
    warehouseId: own,
    zone: 'Racks',
    aisle: 'A',
    from: 1,
    to: 6,
    walk: 1,
  }, key());
  [pot, cup] = [await onSale(one, { stock: 20 }), await onSale(one, { stock: 9 })];
  for (const [goods, units, bin] of [[pot, 3, 'A-01'], [pot, 17, 'A-05'], [cup, 9, 'A-03']] as const) {
    await put(goods, units, bin);
  }
});

describe('picking', () => {
  it('gathers what waits in walking order, by what is scanned; packed and sent, it is gone from its bin [INV-09]', async () => {
    const [first, second] = [await order(pot, 4), await order(cup, 2)];
    const list = await round();
    expect(list.lines.map(({ bin, orderId, quantity, state }) => [bin, orderId, quantity, state])).toEqual([
      ['A-01', first, 3, 'open'],
      ['A-03', second, 2, 'open'],
      ['A-05', first, 1, 'open'],
    ]);
    // What is on one round is on no other.
    expect(await refusal(round())).toBe('not-found');
    const [line] = list.lines;
    expect(
      await refusals(
        pick(list.pickingId, 0, { bin: 'A-03', code: line!.code, quantity: 3 }),
        pick(list.pickingId, 0, { bin: 'A-01', code: cup.skuId, quantity: 3 }),
        pick(list.pickingId, 0, { bin: 'A-01', code: line!.code, quantity: 4 }),
      ),
    ).toEqual(['scan-wrong']);
    // Somebody else has taken them out of the bin since.
    const moved = { skuId: pot.skuId, warehouseId: own, quantity: 3 };
    await one.call('POST /merchant/v1/skus/{skuId}/bin-moves', { ...moved, from: 'A-01' }, key());
    expect(await refusal(found(list, 0))).toBe('bin-short');
    await put(pot, 3, 'A-01');
    const twice = await Promise.allSettled([found(list, 0), found(list, 0)]);
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await lies(pot)).toEqual({ loose: 0, picked: 3, missing: 0, bins: ['A-05 17'] });
    expect(await refusal(found(list, 0))).toBe('illegal-step');
    await found(list, 1);
    expect(await found(list, 2)).toMatchObject({ state: 'done', left: 0, short: 0 });
    expect(await show(list.pickingId)).toMatchObject({ pickingId: list.pickingId, state: 'done' });
    expect(await lies(pot)).toMatchObject({ picked: 4, bins: ['A-05 16'] });
    expect((await one.call('GET /merchant/v1/shipments', { state: 'booked' })).items).toMatchObject([
      { pickedIn: [own] },
      { pickedIn: [own] },
    ]);
    const shipmentId = firstShipment(first);
    const { lines: [packed] } = await one.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId });
    await one.call('POST /merchant/v1/shipments/{shipmentId}/packing', {
      shipmentId,
      scans: [{ code: packed!.code, quantity: 4 }],
    }, key());
    await one.call('POST /merchant/v1/shipments/{shipmentId}/hand-over', { shipmentId }, key());
    await settled();
    expect(await lies(pot)).toEqual({ loose: 0, picked: 0, missing: 0, bins: ['A-05 16'] });
    // Sent without having been packed by scan: what was picked for it leaves all the same.
    await one.call('POST /merchant/v1/shipments/{shipmentId}/hand-over', { shipmentId: firstShipment(second) }, key());
    await settled();
    expect(await lies(cup)).toEqual({ loose: 0, picked: 0, missing: 0, bins: ['A-03 7'] });
    expect(await refusal(end(list.pickingId))).toBe('illegal-step');
  });

  it('seeks what is lacking elsewhere; what lies nowhere is missing, its order waits and its shop is told [INV-09]', async () => {
    await one.call('POST /merchant/v1/skus/{skuId}/bin-moves', {
      skuId: cup.skuId,
      warehouseId: own,
      quantity: 2,
      from: 'A-03',
      to: 'A-06',
    }, key());
    const orderId = await order(cup, 4);
    const list = await round();
    expect(list.lines.map(({ bin, quantity }) => [bin, quantity])).toEqual([['A-03', 4]]);
    const sought = await found(list, 0, 1);
    expect(sought.lines.map(({ bin, quantity, picked, state }) => [bin, quantity, picked, state])).toEqual([
      ['A-03', 2, 1, 'short'],
      ['A-06', 2, 0, 'open'],
    ]);
    expect(await lies(cup)).toEqual({ loose: 0, picked: 1, missing: 4, bins: ['A-06 2'] });
    expect(await found(sought, 1)).toMatchObject({ state: 'done', short: 1 });
    await until(
      () => inboxOf(one.login),
      (mails) => mails.some(({ text }) => text?.includes(orderId) && text.includes('lie in no bin')),
    );
    // They are found after all: the next round takes what was lacking, and no more.
    await put(cup, 4, 'A-03', true);
    const next = await round();
    expect(next.lines.map(({ bin, orderId: of, quantity }) => [bin, of, quantity])).toEqual([['A-03', orderId, 1]]);
    await found(next, 0);
    expect(await lies(cup)).toEqual({ loose: 0, picked: 4, missing: 0, bins: ['A-03 3'] });
  });

  it('lets what is called off be put away again, on a round and after it', async () => {
    const [gone, kept] = [await order(pot, 2), await order(pot, 3)];
    const list = await round();
    await found(list, list.lines.findIndex(({ orderId }) => orderId === gone));
    expect(await lies(pot)).toMatchObject({ picked: 2, loose: 0 });
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: gone });
    await settled();
    expect(await lies(pot)).toMatchObject({ picked: 0, loose: 2 });
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: kept });
    await settled();
    const dropped = await found(list, list.lines.findIndex(({ orderId }) => orderId === kept));
    expect(dropped).toMatchObject({ state: 'done' });
    expect(dropped.lines.find(({ orderId }) => orderId === kept)!.state).toBe('dropped');
    expect(await lies(pot)).toMatchObject({ picked: 0, loose: 2 });
  });

  it("takes no more than there is, when two begin at once, and is nobody else's", async () => {
    const orders = [await order(pot, 1), await order(pot, 1)];
    const begun = await Promise.allSettled([round(), round()]);
    const lists = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(lists.flatMap(({ lines }) => lines.map(({ orderId }) => orderId)).sort()).toEqual(orders.sort());
    const { pickingId } = lists[0]!;
    const other = await shop();
    expect(
      await refusals(
        show(pickingId, other),
        end(pickingId, other),
        pick(pickingId, 0, { code: pot.skuId, quantity: 1 }, other),
        round(other),
        pick(pickingId, 40, { code: pot.skuId, quantity: 1 }),
      ),
    ).toEqual(['not-found']);
    expect(await end(pickingId)).toMatchObject({ state: 'done' });
    expect((await one.call('GET /merchant/v1/pickings', {})).items[0]).toMatchObject({ state: 'done' });
    // What was not picked is on the next one.
    expect((await round()).lines).toHaveLength(2);
  });
});
