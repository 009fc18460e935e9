import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { redrive, settled, until } from '../../support/control.ts';
import { refusals } from '../../support/listings.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, staff } from '../../support/people.ts';
import { brl, home, onSale, shop, type Goods } from '../../support/shopping.ts';
import { daily, sold, today } from './sold.ts';
import { reachTable } from '../../support/use-case.ts';

let one: Merchant;
let own: string;
let day: string;
beforeAll(async () => {
  reachTable();
  one = await shop();
  own = (await one.call('GET /merchant/v1/warehouses', {})).items[0]!.warehouseId;
  day = await today();
});

/** Counts all of the shop for today. */
const count = (key: string = ulid()) =>
  redrive('inventory/count-shop-stock', key, { merchantId: one.merchantId, date: day });
const look = ({ skuId }: Goods) => one.call('GET /merchant/v1/skus/{skuId}/forecast', { skuId });

describe('what a shop is advised to order', () => {
  it('follows from a forecast whose method and error are shown, and from how long new units take [INV-11]', async () => {
    const pot = await onSale(one, { stock: 20 });
    const { skuId } = pot;
    expect(await look(pot)).toMatchObject({ daysKnown: 0, suggested: 0, leadDays: 7 });
    expect((await look(pot)).method).toBeUndefined();
    expect((await one.call('GET /merchant/v1/skus/{skuId}/demand', { skuId })).items).toEqual([]);
    await sold(one, pot, 20, daily(3, 40));
    const supply = { leadDays: 5, coverDays: 10, serviceLevel: '98' } as const;
    await one.call('PUT /merchant/v1/skus/{skuId}/supply', { skuId, ...supply });
    const ahead = await look(pot);
    expect(ahead).toMatchObject({ ...supply, available: 20, rising: false, method: 'exponential-smoothing' });
    expect(ahead.reorderPoint).toBe(Math.ceil(ahead.perDay! * 5) + ahead.safetyStock!);
    expect([ahead.meanError, ahead.scaledError]).toEqual([expect.any(Number), expect.any(Number)]);
    const { items } = await one.call('GET /merchant/v1/skus/{skuId}/demand', { skuId });
    expect(items.slice(0, 2).map(({ date, units }) => [date < day, units])).toEqual([[true, 0], [true, 3]]);
    expect(items[1]!.foretold).toBe(3);
  });

  it('is told at the reorder point and when demand rises, with a quantity, once [INV-11] [INV-04]', async () => {
    const [low, hot] = [await onSale(one, { stock: 4 }), await onSale(one, { stock: 9 })];
    await sold(one, low, 4, daily(2, 40));
    await sold(one, hot, 9, [...daily(1, 34), ...daily(8, 6)]);
    await count();
    const { items } = await one.call('GET /merchant/v1/replenishment', {});
    const mine = new Map<string, (typeof items)[number]>(items.map((advice) => [advice.skuId, advice]));
    expect(mine.get(low.skuId)).toMatchObject({ kind: 'reorder', available: 4 });
    const rising = mine.get(hot.skuId)!;
    expect(rising).toMatchObject({ kind: 'rising', available: 9, quantity: (await look(hot)).suggested });
    expect(rising.quantity).toBeGreaterThan(100);
    expect(rising.title).toBeDefined();
    await count();
    expect((await one.call('GET /merchant/v1/replenishment', {})).items).toHaveLength(items.length);
    await settled();
    const subjects = async () =>
      (await one.call('GET /shop/v1/messages', { limit: 100 })).items.map(({ subject }) => subject);
    await until(
      subjects,
      (all) =>
        ['Something sells ever faster', '有商品需求上升', 'Time to order', '该补货了'].some((each) =>
          all.includes(each)
        ),
    );

    // New units are on their way, which counts; then there is enough.
    await one.call('POST /merchant/v1/skus/{skuId}/stock-adjustments', {
      skuId: low.skuId,
      quantity: 500,
      reason: 'Delivery',
    }, key());
    await count();
    const left = (await one.call('GET /merchant/v1/replenishment', {})).items.map(({ skuId }) => skuId);
    expect(left).not.toContain(low.skuId);
    expect(left).toContain(hot.skuId);
  });
});

describe('the report of stock', () => {
  it('shows turnover and age of each SKU, and how full the warehouses were at what cost [INV-12]', async () => {
    const { warehouseId } = await one.call('POST /merchant/v1/warehouses', {
      name: { en: 'Second', zh: '二号仓' },
      address: { ...home, name: 'Second' },
      capacity: 200,
      costPer100Units: brl(3000),
    }, key());
    const pot = await onSale(one, { stock: 80 });
    const lines = [{ skuId: pot.skuId, sent: 50 }];
    const { transferId } = await one.call(
      'POST /merchant/v1/transfers',
      { from: own, to: warehouseId, lines },
      key(),
    );
    await one.call('POST /merchant/v1/transfers/{transferId}/receipt', {
      transferId,
      lines: [{ skuId: pot.skuId, good: 50, damaged: 0 }],
    });
    await sold(one, pot, 80, daily(4, 30));
    // As the night does, should it come in between.
    await count(`count ${day} ${one.merchantId}`);
    const turnover = async () =>
      (await one.call('GET /merchant/v1/stock-turnover', { limit: 100 })).items.find(({ skuId }) =>
        skuId === pot.skuId
      )!;
    // 120 units in 31 days, of which the last sold nothing, of 80 that lie there.
    expect(await turnover()).toMatchObject({ days: 31, sold: 120, averageOnHand: 80, oldestAge: 31 });
    expect((await turnover()).turnover).toBeCloseTo((120 / 31) * 365 / 80, 0);
    const month = day.slice(0, 7);
    const use = async () =>
      (await one.call('GET /merchant/v1/warehouse-use', { month })).items.find((row) =>
        row.warehouseId === warehouseId
      )!;
    const used = await until(use, ({ days }) => days > 0);
    expect(used).toMatchObject({ averageUnits: 50, mostUnits: 50, capacity: 200, utilisation: 25 });
    expect(used.storageCost).toEqual(brl(Math.round((50 * used.days * 3000) / 100 / 30)));
  });

  it("is the shop's own [IAM-20]", async () => {
    const [pot, other] = [await onSale(one), await shop()];
    const { skuId } = pot;
    expect(
      await refusals(
        other.call('GET /merchant/v1/skus/{skuId}/forecast', { skuId }),
        other.call('GET /merchant/v1/skus/{skuId}/demand', { skuId }),
        other.call('PUT /merchant/v1/skus/{skuId}/supply', { skuId, leadDays: 1, coverDays: 1, serviceLevel: '90' }),
      ),
    ).toEqual(['not-found']);
    const nobody = await staff('merchant');
    expect(
      await refusals(
        nobody.call('GET /merchant/v1/skus/{skuId}/forecast', { skuId }),
        nobody.call('GET /merchant/v1/skus/{skuId}/demand', { skuId }),
        nobody.call('PUT /merchant/v1/skus/{skuId}/supply', { skuId, leadDays: 1, coverDays: 1, serviceLevel: '90' }),
        nobody.call('GET /merchant/v1/replenishment', {}),
        nobody.call('GET /merchant/v1/stock-turnover', {}),
        nobody.call('GET /merchant/v1/warehouse-use', { month: day.slice(0, 7) }),
      ),
    ).toEqual(['no-shop']);
    const cursor = 'eyJwayI6IngiLCJzayI6IngifQ';
    expect(
      await refusals(
        one.call('GET /merchant/v1/replenishment', { cursor }),
        one.call('GET /merchant/v1/stock-turnover', { cursor }),
      ),
    ).toEqual(['invalid-cursor']);
  });
});
