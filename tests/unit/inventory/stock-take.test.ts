import { describe, expect, it } from 'vitest';
import type { SkuId } from '../../../shared/catalogue/public.ts';
import { readSheet, sheetOf } from '../../../shared/inventory/count-sheet.ts';
import { stockTakeTolerance } from '../../../shared/inventory/rulebooks.ts';
import {
  approveStockTake,
  countedNow,
  openStockTake,
  refuseStockTake,
  remindOfCount,
  submitCounts,
  withdrawStockTake,
} from '../../../shared/inventory/stock-take.ts';
import type { WarehouseId } from '../../../shared/inventory/stock.ts';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';

const now = instant(Date.UTC(2026, 10, 29));
const newId = idsAt(now);
const [pot, cup] = [newId('sku'), newId('sku')];
const by = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId;
const another = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
const place = { merchantId: newId('merchant'), warehouseId: newId('warehouse') as WarehouseId };
const opened = openStockTake(newId('stockTake'), place, [pot, cup], now).after;
const onHand = new Map<SkuId, number>([[pot, 300], [cup, 5]]);
const given = { tolerance: stockTakeTolerance.byDefault, by, now };
const submit = (counts: readonly [SkuId, number][], take = opened) =>
  submitCounts(take, counts.map(([skuId, counted]) => ({ skuId, counted })), onHand, given);

describe('a stock-take', () => {
  it('settles by itself what differs little: by some units, or some percent [INV-05]', () => {
    for (
      const [pots, cups, state] of [
        [300, 5, 'adjusted'],
        [297, 7, 'adjusted'],
        [296, 5, 'awaiting-approval'],
        [300, 8, 'awaiting-approval'],
      ] as const
    ) {
      const { after: take, facts } = submit([[cup, cups], [pot, pots]]);
      expect(take.state).toBe(state);
      expect(take.lines.map(({ variance }) => variance)).toEqual([pots - 300, cups - 5]);
      expect(facts.map(({ type }) => type)).toEqual([
        state === 'adjusted' ? 'stock-take-adjusted' : 'stock-take-submitted',
      ]);
    }
  });

  it('that differs by more is approved by somebody else, or counted again [INV-05]', () => {
    const waiting = submit([[pot, 200], [cup, 5]]).after;
    expect(() => approveStockTake(waiting, by, now)).toThrow('illegal-step');
    expect(approveStockTake(waiting, another, now).after).toMatchObject({ state: 'adjusted', decidedBy: another });
    const again = refuseStockTake(waiting, another, 'Look behind the door', now).after;
    expect(again).toMatchObject({
      state: 'counting',
      refusal: 'Look behind the door',
      lines: [{ skuId: pot }, { skuId: cup }],
    });
    expect(submit([[pot, 300], [cup, 5]], again).after.state).toBe('adjusted');
    expect(() => withdrawStockTake(waiting)).toThrow('illegal-step');
    expect(withdrawStockTake(opened).after.state).toBe('withdrawn');
  });

  it('counts each SKU of its sheet once [INV-05]', () => {
    for (const counts of [[[pot, 1]], [[pot, 1], [pot, 1]], [[pot, 1], [newId('sku'), 1]]] as [SkuId, number][][]) {
      expect(() => submit(counts)).toThrow('invalid-input');
    }
    expect(() => openStockTake(newId('stockTake'), place, [], now)).toThrow('not-found');
  });

  it('has a sheet as CSV that can be filled in, and says where it cannot be read [INV-05]', () => {
    const sheet = sheetOf(opened, new Map([[pot, 'Pot; "large"']]));
    const [head, first, second] = sheet.replace('\ufeff', '').trim().split('\n');
    expect(head).toBe('skuId,title,counted');
    const filled = [head, `${first}12`, `${second}0`];
    expect(readSheet(filled.join('\r\n'))).toEqual([{ skuId: pot, counted: 12 }, { skuId: cup, counted: 0 }]);
    expect(readSheet(`counted;skuId\n7;${pot}\n`)).toEqual([{ skuId: pot, counted: 7 }]);
    for (const bad of ['skuId,counted\nx,1', `skuId,counted\n${pot},`, `skuId,counted\n${pot},1.5`, '"', '']) {
      expect(() => readSheet(bad)).toThrow('invalid-input');
    }
  });

  it('is wanted again after a while, counted from the last [INV-05]', () => {
    const counted = countedNow(undefined, place, days(90), now).after;
    expect(counted.remindAt).toBe(after(now, days(90)));
    const reminded = remindOfCount(counted, counted.remindAt, days(90))!;
    expect(reminded.facts[0]).toMatchObject({ type: 'stock-take-due' });
    expect(reminded.after.remindAt).toBe(after(now, days(180)));
    const anew = countedNow(counted, place, days(90), after(now, days(5))).after;
    expect(remindOfCount(anew, counted.remindAt, days(90))).toBeUndefined();
  });
});
