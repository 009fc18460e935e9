import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { after, instant } from '../../../shared/kernel/values/clock.ts';
import type { SkuId } from '../../../shared/catalogue/public.ts';
import type { WarehouseId } from '../../../shared/inventory/stock.ts';
import { countCalendars } from '../../../shared/inventory/stock-take-store.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { transact } from '../../../shared/kernel/store/commit.ts';
import { asUseCase, reachTable } from '../../support/use-case.ts';
import { deliver, redrive, runSchedule, settled, until } from '../../support/control.ts';
import { waitingAt, whileHeld } from '../../support/desks.ts';
import { refusals } from '../../support/listings.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accept, bought } from '../../support/parcels.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { buyer, home, onSale, shop, stockOf, type Goods } from '../../support/shopping.ts';

const now = instant(Date.UTC(2026, 10, 29));
const within = <R>(work: () => Promise<R>): Promise<R> =>
  asUseCase({ now, touches: [stock.note, countCalendars.need] }, work);
beforeAll(() => reachTable());

let one: Merchant;
let operator: Person;
let own: string;
let pot: Goods;
let cup: Goods;

beforeAll(async () => {
  [one, operator] = await Promise.all([shop(), staff('operator')]);
  own = (await one.call('GET /merchant/v1/warehouses', {})).items[0]!.warehouseId;
  pot = await onSale(one, { stock: 10 });
  cup = await onSale(one, { stock: 10 });
});

const open = () => one.call('POST /merchant/v1/stock-takes', { warehouseId: own }, key());
const count = (stockTakeId: string, pots: number, cups: number) =>
  one.call('POST /merchant/v1/stock-takes/{stockTakeId}/counts', {
    stockTakeId,
    counts: [{ skuId: pot.skuId, counted: pots }, { skuId: cup.skuId, counted: cups }],
  });
const decide = (stockTakeId: string, what: 'approval' | 'refusal', by = operator) =>
  by.call(`POST /operator/v1/stock-takes/{stockTakeId}/${what}`, { stockTakeId, reason: 'Looked at' }, key());

describe('a stock-take', () => {
  it('is counted by a sheet, adjusts little by itself, and stands in the book [INV-05]', async () => {
    const { stockTakeId, lines, next } = await open();
    expect(lines.map(({ skuId }) => skuId).sort()).toEqual([pot.skuId, cup.skuId].sort());
    expect(next).toBeUndefined();
    const { sheetUrl } = await one.call('GET /merchant/v1/stock-takes/{stockTakeId}', { stockTakeId });
    const sheet = (await (await fetch(sheetUrl)).text()).trim().split('\n');
    expect(sheet[0]).toContain('skuId,title,counted');
    const filled = [sheet[0], ...sheet.slice(1).map((line) => `${line}${line.startsWith(pot.skuId) ? 9 : 11}`)];
    const settledTake = await one.call('POST /merchant/v1/stock-takes/{stockTakeId}/counts', {
      stockTakeId,
      sheet: filled.join('\n'),
    });
    expect(settledTake.state).toBe('adjusted');
    expect([await stockOf(one, pot), await stockOf(one, cup)]).toMatchObject([{ available: 9 }, { available: 11 }]);
    const { items } = await one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId: pot.skuId });
    expect(items[0]).toMatchObject({ kind: 'adjust', quantity: -1, reason: stockTakeId });
    expect(await refusal(count(stockTakeId, 9, 11))).toBe('illegal-step');
    expect((await one.call('GET /merchant/v1/stock-takes', {})).items[0]).toMatchObject({ stockTakeId, lines: 2 });
  });

  it('that differs much waits for a person of the platform, who has it counted again or approves it [INV-05]', async () => {
    const { stockTakeId } = await open();
    expect(await count(stockTakeId, 0, 11)).toMatchObject({ state: 'awaiting-approval' });
    expect((await stockOf(one, pot)).available).toBe(9);
    const waiting = await waitingAt(operator, 'stock-takes');
    expect(waiting.find(({ itemId }) => itemId === stockTakeId)!.shows).toMatchObject({ lines: 1, variance: 9 });
    await decide(stockTakeId, 'refusal');
    expect(await one.call('GET /merchant/v1/stock-takes/{stockTakeId}', { stockTakeId })).toMatchObject({
      state: 'counting',
      refusal: 'Looked at',
    });
    await count(stockTakeId, 4, 11);
    expect(await operator.call('GET /operator/v1/stock-takes/{stockTakeId}', { stockTakeId })).toMatchObject({
      state: 'awaiting-approval',
    });
    const item = { desk: 'stock-takes' as const, itemId: stockTakeId };
    await operator.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', item, key());
    const other = await staff('operator');
    expect(await refusals(decide(stockTakeId, 'approval', other), decide(stockTakeId, 'refusal', other))).toEqual([
      'taken-by-another',
    ]);
    await decide(stockTakeId, 'approval');
    expect((await stockOf(one, pot)).available).toBe(4);
    expect(await refusals(decide(stockTakeId, 'approval'), decide(stockTakeId, 'refusal'))).toEqual(['illegal-step']);
  });

  it('is held to what orders hold, and can be given up [INV-05]', async () => {
    await bought(await buyer(), pot, 4);
    const { stockTakeId } = await open();
    expect(await refusal(count(stockTakeId, 2, 11))).toBe('out-of-stock');
    await count(stockTakeId, 0, 11);
    expect(await refusal(decide(stockTakeId, 'approval'))).toBe('out-of-stock');
    await decide(stockTakeId, 'refusal');
    await one.call('POST /merchant/v1/stock-takes/{stockTakeId}/withdrawal', { stockTakeId });
    expect(
      await refusal(one.call('POST /merchant/v1/stock-takes/{stockTakeId}/withdrawal', { stockTakeId })),
    ).toBe('illegal-step');
  });

  it('is held to what is promised from its warehouse, though there is more elsewhere [INV-05]', async () => {
    const seller = await shop();
    const far = (await seller.call('POST /merchant/v1/warehouses', {
      name: { en: 'Far' },
      address: { ...home, name: 'Far', region: 'AM', city: 'Manaus', postalCode: '69005-010' },
    }, key())).warehouseId;
    const first = (await seller.call('GET /merchant/v1/warehouses', {})).items[0]!.warehouseId;
    const { skuId, ...goods } = await onSale(seller, { stock: 9 });
    const lines = [{ skuId, sent: 5 }];
    const { transferId } = await seller.call('POST /merchant/v1/transfers', { from: first, to: far, lines }, key());
    await seller.call('POST /merchant/v1/transfers/{transferId}/receipt', {
      transferId,
      lines: [{ skuId, good: 5, damaged: 0 }],
    });
    const orderId = await bought(await buyer(), { skuId, ...goods }, 4);
    await accept(seller, orderId);
    const { shares } = await seller.call('GET /merchant/v1/orders/{orderId}/allocation', { orderId });
    const { warehouseId, quantity } = shares[0]!;
    const lies = warehouseId === far ? 5 : 4;
    const { stockTakeId } = await seller.call('POST /merchant/v1/stock-takes', { warehouseId }, key());
    const counted = (units: number) =>
      seller.call('POST /merchant/v1/stock-takes/{stockTakeId}/counts', {
        stockTakeId,
        counts: [{ skuId, counted: units }],
      });
    // Little enough to be adjusted at once, and then so much that somebody has to approve it.
    expect(quantity).toBe(4);
    expect(await refusal(counted(lies - 2))).toBe('warehouse-short');
    await counted(0);
    expect(await refusal(decide(stockTakeId, 'approval'))).toBe('warehouse-short');
    await decide(stockTakeId, 'refusal');
    await seller.call('POST /merchant/v1/stock-takes/{stockTakeId}/withdrawal', { stockTakeId });
  });

  it("is the shop's own [IAM-20]", async () => {
    const other = await shop();
    const { stockTakeId } = await open();
    const unknown = 'stk_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
    const cursor = 'eyJwayI6IngiLCJzayI6IngifQ';
    const doors = ({ call }: Pick<Person, 'call'>) => [
      call('POST /merchant/v1/stock-takes', { warehouseId: own }, key()),
      call('GET /merchant/v1/stock-takes/{stockTakeId}', { stockTakeId }),
      call('POST /merchant/v1/stock-takes/{stockTakeId}/counts', { stockTakeId, sheet: 'skuId' }),
      call('POST /merchant/v1/stock-takes/{stockTakeId}/withdrawal', { stockTakeId }),
    ];
    expect(await refusals(...doors(other), decide(unknown, 'approval'), decide(unknown, 'refusal'))).toEqual([
      'not-found',
    ]);
    expect(await refusal(operator.call('GET /operator/v1/stock-takes/{stockTakeId}', { stockTakeId: unknown }))).toBe(
      'not-found',
    );
    const nobody = await staff('merchant');
    expect(await refusals(...doors(nobody), nobody.call('GET /merchant/v1/stock-takes', {}))).toEqual(['no-shop']);
    expect(
      await refusals(
        one.call('GET /merchant/v1/stock-takes', { cursor }),
        one.call('POST /merchant/v1/stock-takes', { warehouseId: own, cursor }, key()),
      ),
    ).toEqual(['invalid-cursor']);
    await one.call('POST /merchant/v1/stock-takes/{stockTakeId}/withdrawal', { stockTakeId });
  });
});

describe('thresholds', () => {
  it('bring too few and too many units before the shop and the platform, and what was not counted for long [INV-03] [INV-05]', async () => {
    const set = (skuId: string, low?: number, over?: number) =>
      one.call('PUT /merchant/v1/skus/{skuId}/stock-threshold', { skuId, low, over });
    const stranger = await shop();
    expect(
      await refusal(stranger.call('PUT /merchant/v1/skus/{skuId}/stock-threshold', { skuId: cup.skuId, low: 1 })),
    ).toBe('not-found');
    const nobody = await staff('merchant');
    expect(
      await refusals(
        nobody.call('PUT /merchant/v1/skus/{skuId}/stock-threshold', { skuId: cup.skuId, low: 1 }),
        nobody.call('GET /merchant/v1/stock-alerts', {}),
      ),
    ).toEqual(['no-shop']);
    expect(await refusal(set(cup.skuId, 5, 5))).toBe('invalid-input');
    const cursor = 'eyJwayI6IngiLCJzayI6IngifQ';
    expect(
      await refusals(
        one.call('GET /merchant/v1/stock-alerts', { cursor }),
        operator.call('GET /operator/v1/stock-alerts', { kind: 'low', cursor }),
      ),
    ).toEqual(['invalid-cursor']);
    await set(pot.skuId, 5);
    await set(cup.skuId, 1, 11);
    await runSchedule('inventory/watch-stock');
    // As the sweep says it, in ninety days.
    const { remindAt: dueAt } = await within(() => countCalendars.need(own as WarehouseId));
    await deliver('inventory/remind-stock-take', { detail: { id: ulid(), dueAt, payload: { warehouseId: own } } });
    await settled();
    const { items } = await until(
      () => one.call('GET /merchant/v1/stock-alerts', {}),
      (found) => found.items.length === 2,
    );
    expect(items.map(({ skuId, kind }) => [skuId, kind]).sort()).toEqual(
      [[pot.skuId, 'low'], [cup.skuId, 'over']].sort(),
    );
    const low = await operator.call('GET /operator/v1/stock-alerts', { kind: 'low', limit: 100 });
    expect(low.items.find(({ skuId }) => skuId === pot.skuId)).toMatchObject({ merchantId: one.merchantId, low: 5 });
    const subjects = async () =>
      (await one.call('GET /shop/v1/messages', { limit: 100 })).items.map(({ subject }) => subject);
    await until(
      subjects,
      (all) => ['A warehouse wants to be counted', '仓库该盘点了'].some((one) => all.includes(one)),
    );
    await set(pot.skuId);
    await set(cup.skuId);
    expect((await one.call('GET /merchant/v1/stock-alerts', {})).items).toEqual([]);
  });
});

describe('the check of stock', () => {
  it('finds what a shop sells and moves to agree, brings what does not before the platform, and is settled [INV-01]', async () => {
    const seller = await shop();
    const { skuId } = await onSale(seller, { stock: 6 });
    const { merchantId } = seller;
    const message = { merchantIds: [(await shop()).merchantId, merchantId], date: '2026-11-29' };
    const check = () => redrive('inventory/check-shop-stock', `check ${merchantId}`, message);
    const faults = () => operator.call('GET /operator/v1/stock-faults/{merchantId}', { merchantId });
    const settle = (by: Person) =>
      by.call('POST /operator/v1/stock-faults/{merchantId}/settlement', { merchantId, reason: 'Counted' }, key());
    await check();
    expect(await refusals(faults(), settle(operator))).toEqual(['not-found']);
    await within(() =>
      transact(stock.note(skuId as SkuId, { kind: 'adjust', quantity: 2, reason: 'Nobody', at: now }))
    );
    await check();
    expect((await faults()).faults).toEqual([{ skuId, what: 'book', expected: 8, found: 6 }]);
    expect(await whileHeld('stock-faults', merchantId, 'operator', () => settle(operator))).toBe('taken-by-another');
    const item = { desk: 'stock-faults' as const, itemId: merchantId };
    await operator.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', item, key());
    // Made good first: the check of the next night would find it again.
    await within(() =>
      transact(stock.note(skuId as SkuId, { kind: 'adjust', quantity: -2, reason: 'Nobody', at: after(now, 1) }))
    );
    expect((await settle(operator)).faults).toEqual([]);
    expect((await waitingAt(operator, 'stock-faults')).filter(({ itemId }) => itemId === merchantId)).toEqual([]);
  });
});
