import { beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../../web/client.ts';
import { settled, until } from '../../support/control.ts';
import { refusals } from '../../support/listings.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accept, bought, scanned } from '../../support/parcels.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { brl, buyer, home, onSale, shop, stockOf, type Buyer, type Goods } from '../../support/shopping.ts';

type Terms = Input<'POST /merchant/v1/warehouses'>;

let one: Merchant;
let ann: Buyer;
/** The warehouse that every shop has, one in Manaus and one in the buyer's city. */
let own: string;
let manaus: string;
let near: string;

const depot = (fields: Partial<Terms> = {}): Terms => ({
  name: { en: 'Depot', zh: '仓库' },
  address: { ...home, name: 'Depot' },
  ...fields,
});
const add = async (fields: Partial<Terms> = {}): Promise<string> =>
  (await one.call('POST /merchant/v1/warehouses', depot(fields), key())).warehouseId;
const send = (skuId: string, from: string, to: string, sent: number) =>
  one.call('POST /merchant/v1/transfers', { from, to, lines: [{ skuId, sent }] }, key());
const arrive = (transferId: string, skuId: string, good: number, damaged = 0) =>
  one.call('POST /merchant/v1/transfers/{transferId}/receipt', { transferId, lines: [{ skuId, good, damaged }] });
const lies = async ({ skuId }: Goods, warehouseId: string) =>
  (await one.call('GET /merchant/v1/skus/{skuId}/stock', { skuId })).warehouses
    .find((row) => row.warehouseId === warehouseId)!;
/** Goods that lie partly elsewhere. */
const spread = async (stock: number, ...elsewhere: readonly [warehouseId: string, units: number][]): Promise<Goods> => {
  const goods = await onSale(one, { stock });
  for (const [to, units] of elsewhere) {
    const { transferId } = await send(goods.skuId, own, to, units);
    await arrive(transferId, goods.skuId, units);
  }
  return goods;
};
/** That what lies in the warehouses is what can be bought and what orders hold. */
const adds = async (goods: Goods): Promise<void> => {
  const { available, held, warehouses } = await one.call('GET /merchant/v1/skus/{skuId}/stock', { skuId: goods.skuId });
  const sum = (name: 'onHand' | 'allocated') => warehouses.reduce((total, row) => total + row[name], 0);
  expect(sum('onHand')).toBe(available + held);
  expect(sum('allocated')).toBeLessThanOrEqual(held);
};

beforeAll(async () => {
  [one, ann] = await Promise.all([shop(), buyer()]);
  own = (await one.call('GET /merchant/v1/warehouses', {})).items[0]!.warehouseId;
});

describe('the warehouses of a shop', () => {
  it('are one without its doing, and those that it adds, with place, coverage, room and zones [INV-07]', async () => {
    const { items } = await one.call('GET /merchant/v1/warehouses', {});
    expect(items).toEqual([
      { warehouseId: own, name: { en: 'Own warehouse', zh: '自有仓库' }, coverage: [], zones: [], open: true },
    ]);
    manaus = await add({
      name: { en: 'Manaus' },
      address: { ...home, name: 'Depot', region: 'AM', city: 'Manaus', postalCode: '69005-010' },
      coverage: [{ country: 'BR', regions: ['Amazonas', 'AM', 'PA'] }],
      capacity: 5000,
      zones: [{ name: 'A', use: 'picking', capacity: 1000 }, { name: 'Back', use: 'returns' }],
      costPerParcel: brl(450),
    });
    near = await add({ name: { en: 'Near' } });
    const change = { ...depot({ name: { en: 'Manaus North' }, capacity: 6000, open: false }), warehouseId: manaus };
    const shown = await one.call('GET /merchant/v1/warehouses/{warehouseId}', { warehouseId: manaus });
    expect(shown).toMatchObject({
      coverage: [{ country: 'BR', regions: ['AM', 'PA'] }],
      capacity: 5000,
      zones: [{ name: 'A', use: 'picking', capacity: 1000 }, { name: 'Back', use: 'returns' }],
      costPerParcel: brl(450),
      open: true,
    });
    await one.call('PUT /merchant/v1/warehouses/{warehouseId}', change);
    const all = (await one.call('GET /merchant/v1/warehouses', {})).items;
    expect(all.map(({ name, capacity, open }) => [name.en, capacity, open])).toEqual([
      ['Own warehouse', undefined, true],
      ['Manaus North', 6000, false],
      ['Near', undefined, true],
    ]);
    await one.call('PUT /merchant/v1/warehouses/{warehouseId}', {
      ...change,
      address: { ...home, name: 'Depot', region: 'AM', city: 'Manaus', postalCode: '69005-010' },
      open: true,
    });
  });

  it('are refused where they cannot be, in another currency, and more than can be tried [INV-07]', async () => {
    const other = await shop();
    const added = (fields: Partial<Terms>) => other.call('POST /merchant/v1/warehouses', depot(fields), key());
    expect(
      await refusals(
        added({ coverage: [{ country: 'BR', regions: ['Atlantis'] }] }),
        added({ capacity: 10, zones: [{ name: 'A', use: 'storage', capacity: 11 }] }),
        added({ zones: [{ name: 'A', use: 'storage' }, { name: 'A', use: 'cold' }] }),
      ),
    ).toEqual(['invalid-input']);
    const foreign = { ...depot({ costPerParcel: { amount: 1, currency: 'CNY' } }), warehouseId: near };
    const { items: [theirs] } = await other.call('GET /merchant/v1/warehouses', {});
    expect(
      await refusals(
        added({ costPerParcel: { amount: 1, currency: 'CNY' } }),
        other.call('PUT /merchant/v1/warehouses/{warehouseId}', { ...foreign, warehouseId: theirs!.warehouseId }),
      ),
    ).toEqual(['currency-foreign']);
    expect(
      await refusals(
        other.call('PUT /merchant/v1/warehouses/{warehouseId}', foreign),
        other.call('GET /merchant/v1/warehouses/{warehouseId}', { warehouseId: near }),
      ),
    ).toEqual(['not-found']);
    for (let i = 0; i < 11; i += 1) await added({ name: { en: `Depot ${i}` } });
    expect(await refusal(added({}))).toBe('too-many-warehouses');
  });
});

describe('the stock of a SKU in warehouses', () => {
  it('is moved by transfers: in transit it cannot be bought, and a difference is in the book [INV-06] [INV-15] [INV-01]', async () => {
    const goods = await onSale(one, { stock: 10 });
    const { skuId } = goods;
    expect(await lies(goods, own)).toMatchObject({ onHand: 10, free: 10, allocated: 0, inTransit: 0 });
    const { transferId } = await send(skuId, own, manaus, 6);
    expect(await stockOf(one, goods)).toEqual({ available: 4, held: 0, sold: 0 });
    expect(await lies(goods, own)).toMatchObject({ onHand: 4 });
    expect(await lies(goods, manaus)).toMatchObject({ onHand: 0, inTransit: 6 });
    expect(await refusal(arrive(transferId, skuId, 5, 2))).toBe('invalid-input');
    expect(await arrive(transferId, skuId, 4, 1)).toMatchObject({
      state: 'received',
      lines: [{ skuId, sent: 6, good: 4, damaged: 1, missing: 1 }],
    });
    expect(await refusal(arrive(transferId, skuId, 4, 1))).toBe('illegal-step');
    expect(await stockOf(one, goods)).toEqual({ available: 8, held: 0, sold: 0 });
    expect(await lies(goods, manaus)).toMatchObject({ onHand: 4, inTransit: 0, damaged: 1 });
    const { items } = await one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId });
    expect(items.slice(0, 4).map(({ kind, quantity, reason }) => [kind, quantity, reason]).sort()).toEqual([
      ['dispatch', 6, transferId],
      ['loss', 1, transferId],
      ['receive', 4, transferId],
      ['spoil', 1, transferId],
    ]);
    expect((await one.call('GET /merchant/v1/transfers', {})).items[0]).toMatchObject({
      transferId,
      state: 'received',
    });
    await adds(goods);
  });

  it('is not sent from where it is not, nor when orders hold it, nor to where nobody is [INV-15] [INV-01]', async () => {
    const goods = await spread(5, [near, 3]);
    const { skuId } = goods;
    expect(await refusal(send(skuId, manaus, near, 1))).toBe('warehouse-short');
    expect(await refusal(send(skuId, own, near, 3))).toBe('warehouse-short');
    const orderId = await bought(ann, goods, 4);
    expect(await refusal(send(skuId, near, own, 2))).toBe('out-of-stock');
    const elsewhere = (await (await shop()).call('GET /merchant/v1/warehouses', {})).items[0]!.warehouseId;
    expect(await refusal(send(skuId, own, elsewhere, 1))).toBe('not-found');
    await one.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId, reason: 'Broken' }, key());
    await settled();
    expect(await stockOf(one, goods)).toEqual({ available: 5, held: 0, sold: 0 });
    await adds(goods);
  });

  it('is adjusted where it lies, or where there is some, and set as a whole [INV-06] [INV-02]', async () => {
    const goods = await spread(5, [near, 3]);
    const { skuId, listingId } = goods;
    const adjust = (quantity: number, warehouseId?: string) =>
      one.call(
        'POST /merchant/v1/skus/{skuId}/stock-adjustments',
        { skuId, quantity, reason: 'Count', warehouseId },
        key(),
      );
    await adjust(2, manaus);
    await adjust(-4);
    expect(await Promise.all([own, near, manaus].map(async (at) => (await lies(goods, at)).onHand))).toEqual([0, 1, 2]);
    expect(await refusal(adjust(-2, near))).toBe('warehouse-short');
    expect(await refusal(adjust(-4))).toBe('out-of-stock');
    await one.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
      listingId,
      skuId,
      available: 9,
      reason: 'Count',
    });
    expect(await lies(goods, own)).toMatchObject({ onHand: 6 });
    await adds(goods);
  });

  it('loses no unit when transfers, adjustments and orders meet [INV-01] [INV-06] [PLT-09]', async () => {
    const goods = await onSale(one, { stock: 30 });
    const { skuId } = goods;
    await Promise.allSettled([
      ...Array.from({ length: 6 }, (_, i) => send(skuId, own, i % 2 ? near : manaus, 3)),
      ...Array.from(
        { length: 6 },
        () =>
          one.call(
            'POST /merchant/v1/skus/{skuId}/stock-adjustments',
            { skuId, quantity: -1, reason: 'Broken' },
            key(),
          ),
      ),
      bought(ann, goods, 2),
    ]);
    await adds(goods);
    const { available, held, warehouses } = await one.call('GET /merchant/v1/skus/{skuId}/stock', { skuId });
    const inTransit = warehouses.reduce((sum, row) => sum + row.inTransit, 0);
    const { items } = await one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId, limit: 100 });
    const broken = items.filter(({ kind, quantity }) => kind === 'adjust' && quantity < 0).length;
    expect(available + held + inTransit + broken).toBe(30);
  });
});

describe('an accepted order', () => {
  it('is sent from the warehouse near the buyer, for reasons that the shop sees, and its units leave there [INV-10] [INV-06] [INV-01]', async () => {
    const goods = await spread(9, [near, 3], [manaus, 3]);
    const orderId = await bought(ann, goods, 2);
    expect(await lies(goods, near)).toMatchObject({ onHand: 3, allocated: 0 });
    const { waybill } = await accept(one, orderId);
    const { shares, candidates } = await one.call('GET /merchant/v1/orders/{orderId}/allocation', { orderId });
    expect(shares).toEqual([{ skuId: goods.skuId, warehouseId: near, quantity: 2, left: 2 }]);
    expect(candidates.map(({ warehouseId, chosen, distance }) => [warehouseId, chosen, distance])).toEqual(
      expect.arrayContaining([[near, true, 'same-city'], [own, false, 'unknown'], [manaus, false, 'same-country']]),
    );
    expect(await lies(goods, near)).toMatchObject({ onHand: 3, allocated: 2, free: 1 });
    await scanned('swift', waybill!, 'picked-up');
    expect(await lies(goods, near)).toMatchObject({ onHand: 1, allocated: 0 });
    expect(await stockOf(one, goods)).toEqual({ available: 7, held: 0, sold: 2 });
    await adds(goods);

    // The parcel comes back: nobody can buy it before somebody has looked at it.
    await scanned('swift', waybill!, 'returned');
    await until(() => lies(goods, near), ({ returned }) => returned === 2);
    const { skuId } = goods;
    const look = (change: 'restock' | 'spoil' | 'damage' | 'discard', quantity: number) =>
      one.call('POST /merchant/v1/skus/{skuId}/stock-conditions', {
        skuId,
        warehouseId: near,
        change,
        quantity,
        reason: 'Looked at',
      }, key());
    await look('restock', 1);
    await look('spoil', 1);
    expect(await lies(goods, near)).toMatchObject({ onHand: 2, returned: 0, damaged: 1 });
    await look('damage', 1);
    await look('discard', 2);
    expect(await lies(goods, near)).toMatchObject({ onHand: 1, damaged: 0 });
    expect(await refusal(look('restock', 1))).toBe('warehouse-short');
    expect(await refusal(look('damage', 9))).toBe('out-of-stock');
    expect(await stockOf(one, goods)).toMatchObject({ available: 7 });
    await adds(goods);
  });

  it('is split where no warehouse has all of it, and free again when the shop refuses it after all [INV-10] [INV-01]', async () => {
    const goods = await spread(4, [near, 2], [manaus, 2]);
    const orderId = await bought(ann, goods, 3);
    await accept(one, orderId);
    const { shares } = await one.call('GET /merchant/v1/orders/{orderId}/allocation', { orderId });
    expect(shares.map(({ quantity }) => quantity)).toEqual([2, 1]);
    expect(shares[0]!.warehouseId).toBe(near);
    await adds(goods);
    await one.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId, reason: 'Broken' }, key());
    await settled();
    await until(() => lies(goods, near), ({ allocated }) => allocated === 0);
    expect(await stockOf(one, goods)).toEqual({ available: 4, held: 0, sold: 0 });
    await adds(goods);
  });

  it('that was accepted before its goods were placed leaves from where they are then [INV-10] [INV-01]', async () => {
    const goods = await onSale(one, { stock: 6 });
    const orderId = await bought(ann, goods, 2);
    const { waybill } = await accept(one, orderId);
    expect(await refusal(one.call('GET /merchant/v1/orders/{orderId}/allocation', { orderId }))).toBe('not-found');
    const { transferId } = await send(goods.skuId, own, near, 4);
    await arrive(transferId, goods.skuId, 4);
    await scanned('swift', waybill!, 'picked-up');
    await until(() => stockOf(one, goods), ({ sold }) => sold === 2);
    await adds(goods);
  });
});

describe('a part of an order that comes back', () => {
  /** An order of three that goes in two parcels, of one unit and of two, and their waybills. */
  const inTwo = async (goods: Goods) => {
    const { orderId, shipmentId, lines: [line] } = await accept(one, await bought(ann, goods, 3));
    await one.call('POST /merchant/v1/shipments/{shipmentId}/split', {
      shipmentId,
      lines: [{ lineId: line!.lineId, quantity: 1 }],
    }, key());
    const [, single, double] = await until(
      async () => (await one.call('GET /merchant/v1/orders/{orderId}/shipments', { orderId })).items,
      (all) => all.length === 3 && all.slice(1).every(({ waybill }) => waybill !== undefined),
    );
    return [single!.waybill!, double!.waybill!] as const;
  };

  it('lies as returned where it left, in whichever of several warehouses that was [INV-15] [INV-10]', async () => {
    const goods = await spread(4, [near, 1], [manaus, 3]);
    // Of the three, Near has but one: so two leave Manaus, if not all of them.
    const { transferId } = await send(goods.skuId, manaus, near, 1);
    await arrive(transferId, goods.skuId, 1);
    const [single, double] = await inTwo(goods);
    await scanned('swift', single, 'picked-up');
    const left = async () =>
      (await Promise.all([near, manaus].map((at) => lies(goods, at)))).map(({ onHand }) => onHand);
    const afterFirst = await until(left, ([here, there]) => here! + there! === 3);
    await scanned('swift', double, 'picked-up');
    const afterSecond = await until(left, ([here, there]) => here! + there! === 1);
    await scanned('swift', double, 'returned');
    const back = await until(
      async () => (await Promise.all([near, manaus].map((at) => lies(goods, at)))).map(({ returned }) => returned),
      (units) => units.some((quantity) => quantity > 0),
    );
    expect(back).toEqual(afterFirst.map((onHand, i) => onHand - afterSecond[i]!));
    expect(await lies(goods, own)).toMatchObject({ returned: 0 });
    await adds(goods);
  });

  it.each([['placed', true], ['not placed yet', false]])(
    'before anybody told that it had left has left and come back, where its goods are %s [INV-15] [INV-01]',
    async (_, placed) => {
      const goods = placed ? await spread(4, [near, 4]) : await onSale(one, { stock: 4 });
      const [, double] = await inTwo(goods);
      await scanned('swift', double, 'returned');
      const at = placed ? near : own;
      await until(() => lies(goods, at), ({ returned }) => returned === 2);
      expect(await lies(goods, at)).toMatchObject({ onHand: 2, allocated: placed ? 1 : 0 });
      expect(await stockOf(one, goods)).toEqual({ available: 1, held: 1, sold: 2 });
      await adds(goods);
    },
  );
});

it("is the shop's own [IAM-20]", async () => {
  const [other, goods] = [await shop(), await spread(3, [near, 1])];
  const { skuId } = goods;
  const { transferId } = (await one.call('GET /merchant/v1/transfers', {})).items[0]!;
  expect((await one.call('GET /merchant/v1/transfers/{transferId}', { transferId })).transferId).toBe(transferId);
  const orderId = await bought(ann, goods);
  await accept(one, orderId);
  expect(
    await refusals(
      other.call('GET /merchant/v1/skus/{skuId}/stock', { skuId }),
      other.call('GET /merchant/v1/transfers/{transferId}', { transferId }),
      other.call('POST /merchant/v1/transfers/{transferId}/receipt', { transferId, lines: [] }),
      other.call('GET /merchant/v1/orders/{orderId}/allocation', { orderId }),
      other.call('POST /merchant/v1/skus/{skuId}/stock-conditions', {
        skuId,
        warehouseId: near,
        change: 'damage',
        quantity: 1,
        reason: 'Mine',
      }, key()),
    ),
  ).toEqual(['not-found']);
  expect(await refusal(one.call('GET /merchant/v1/transfers', { cursor: 'eyJwayI6IngiLCJzayI6IngifQ' }))).toBe(
    'invalid-cursor',
  );
  const { call } = await staff('merchant');
  expect(
    await refusals(
      call('GET /merchant/v1/warehouses', {}),
      call('POST /merchant/v1/warehouses', depot(), key()),
      call('GET /merchant/v1/warehouses/{warehouseId}', { warehouseId: near }),
      call('PUT /merchant/v1/warehouses/{warehouseId}', { ...depot(), warehouseId: near }),
      call('GET /merchant/v1/skus/{skuId}/stock', { skuId }),
      call('GET /merchant/v1/transfers', {}),
      call('GET /merchant/v1/transfers/{transferId}', { transferId }),
      call('POST /merchant/v1/transfers', { from: own, to: near, lines: [{ skuId, sent: 1 }] }, key()),
      call('POST /merchant/v1/transfers/{transferId}/receipt', { transferId, lines: [] }),
      call('GET /merchant/v1/orders/{orderId}/allocation', { orderId }),
      call('POST /merchant/v1/skus/{skuId}/stock-conditions', {
        skuId,
        warehouseId: near,
        change: 'damage',
        quantity: 1,
        reason: 'Mine',
      }, key()),
    ),
  ).toEqual(['no-shop']);
});
