import { describe, expect, it } from 'vitest';
import { addBins, codesOf, homeOf, setBin, type Bin } from '../../../../shared/inventory/bins/bin.ts';
import {
  closePutAway,
  confirmPutAway,
  lineRead,
  offerBins,
  openPutAway,
  speedOf,
  type Loose,
} from '../../../../shared/inventory/bins/put-away.ts';
import { binPlacement } from '../../../../shared/inventory/rulebooks.ts';
import type { Warehouse } from '../../../../shared/inventory/warehouse.ts';
import { instant } from '../../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../../shared/kernel/values/ids.ts';

const now = instant(Date.UTC(2026, 10, 29));
const newId = idsAt(now);
const merchantId = newId('merchant');
const depot: Warehouse = {
  id: newId('warehouse'),
  name: { en: 'Depot' },
  coverage: [],
  zones: [{ name: 'Racks', use: 'storage' }, { name: 'Dock', use: 'receiving' }],
  open: true,
};
const aisle = { zone: 'Racks', aisle: 'A', from: 1, to: 3, walk: 10 };
const added = addBins(merchantId, depot, aisle, codesOf(aisle), []).map(({ after }) => after);
const rules = binPlacement.byDefault;
const loose = (sold: number, fields: Partial<Loose> = {}): Loose => ({
  skuId: newId('sku'),
  code: 'POT',
  quantity: 6,
  homes: [],
  ...speedOf({ days: 30, sold }, rules),
  ...fields,
});

describe('bins', () => {
  it('are added by the aisle, in a zone where goods are kept, each code once', () => {
    expect(added.map(({ code, walk }) => [code, walk])).toEqual([['A-01', 10], ['A-02', 11], ['A-03', 12]]);
    expect(() => addBins(merchantId, depot, aisle, ['A-03'], [added[2]!])).toThrow('bin');
    expect(() => addBins(merchantId, depot, { ...aisle, zone: 'Dock' }, ['B-01'], [])).toThrow();
    expect(() => addBins(merchantId, depot, { ...aisle, zone: 'Attic' }, ['B-01'], [])).toThrow();
    expect(() => codesOf({ ...aisle, from: 4 })).toThrow();
    expect(() => codesOf({ ...aisle, to: 41 })).toThrow();
  });

  it('are for one SKU at a time, for as many as there is room, and closed only when empty', () => {
    const [pot, cup] = [newId('sku'), newId('sku')];
    const bin: Bin = { ...added[0]!, room: 5, skuId: pot };
    expect(homeOf(bin, pot, 5, 0)).toBeUndefined();
    expect(homeOf(bin, cup, 5, 0)!.after.skuId).toBe(cup);
    expect(() => homeOf(bin, cup, 2, 1)).toThrow();
    expect(() => homeOf(bin, pot, 6, 0)).toThrow();
    const terms = { zone: 'Racks', walk: 3, open: false };
    expect(setBin(bin, depot, terms, 0).after).toMatchObject({
      walk: 3,
      open: false,
      skuId: undefined,
      room: undefined,
    });
    expect(() => setBin(bin, depot, terms, 1)).toThrow();
    expect(() => setBin(bin, depot, { ...terms, open: true, room: 2 }, 3)).toThrow();
    expect(() => homeOf({ ...bin, open: false }, pot, 1, 0)).toThrow();
  });
});

describe('putting away', () => {
  it('has what sells fast near the packing place and what sells slowly far from it, and says why [INV-09]', () => {
    const [slow, fast, usual] = [loose(1), loose(90), loose(10)];
    const lines = offerBins([slow, fast, usual], added);
    expect(lines.map(({ bin, speed, monthly, because }) => [bin, speed, monthly, because])).toEqual([
      ['A-01', 'fast', 90, 'near'],
      ['A-02', 'usual', 10, 'middle'],
      ['A-03', 'slow', 1, 'far'],
    ]);
    expect(speedOf({ days: 0, sold: 0 }, rules).speed).toBe('unknown');
  });

  it('begins where a SKU lies already, leaves what has no room, and says when no bin is free', () => {
    const home = { bin: { ...added[1]!, room: 8 }, units: 5 };
    expect(offerBins([loose(90, { homes: [home] })], added)[0]).toMatchObject({
      bin: 'A-02',
      because: 'lies-there',
      quantity: 3,
    });
    expect(offerBins([loose(90, { homes: [{ ...home, units: 8 }] })], [])[0]).toMatchObject({
      because: 'no-bin-free',
      quantity: 6,
    });
  });

  it('is done when all is where it belongs, or somebody ends it', () => {
    expect(() => openPutAway(newId('putAway'), { merchantId, warehouseId: depot.id }, [], now)).toThrow();
    const lines = offerBins([loose(1), loose(90)], added);
    const list = openPutAway(newId('putAway'), { merchantId, warehouseId: depot.id }, lines, now).after;
    expect(lineRead(list, 0, ' pot ').skuId).toBe(lines[0]!.skuId);
    expect(() => lineRead(list, 0, 'CUP')).toThrow();
    expect(() => lineRead(list, 2, 'POT')).toThrow();
    const half = confirmPutAway(list, 0, 4).after;
    expect(half.state).toBe('open');
    expect(() => confirmPutAway(half, 0, 3)).toThrow();
    const done = confirmPutAway(confirmPutAway(half, 0, 2).after, 1, 6).after;
    expect(done.state).toBe('done');
    expect(() => closePutAway(done)).toThrow();
    expect(() => lineRead(done, 0, 'POT')).toThrow();
    expect(closePutAway(half).after.state).toBe('done');
  });
});
