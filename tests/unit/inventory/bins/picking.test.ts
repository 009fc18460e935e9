import { describe, expect, it } from 'vitest';
import type { Lying } from '../../../../shared/inventory/bins/gather-store.ts';
import {
  closePicking,
  confirmPick,
  dropLine,
  lineOf,
  openPicking,
  planPicks,
  unclaimed,
  unfinished,
  type Wanted,
} from '../../../../shared/inventory/picking/picking.ts';
import { instant } from '../../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../../shared/kernel/values/ids.ts';

const now = instant(Date.UTC(2026, 10, 29));
const newId = idsAt(now);
const [pot, cup] = [newId('sku'), newId('sku')];
const of = { merchantId: newId('merchant'), warehouseId: newId('warehouse') };
const wanted = (skuId: typeof pot, quantity: number): Wanted => ({
  shipmentId: newId('shipment'),
  orderId: newId('order'),
  skuId,
  code: skuId === pot ? 'POT' : 'CUP',
  title: { en: 'Clay' },
  quantity,
});
const places = new Map<typeof pot, readonly Lying[]>([
  [pot, [{ from: 'A-01', walk: 1, units: 2 }, { from: 'C-01', walk: 9, units: 4 }]],
  [cup, [{ from: 'B-01', walk: 5, units: 3 }, { from: 'loose', walk: 0, units: 2 }]],
]);
const round = (...lines: Wanted[]) => openPicking(newId('picking'), of, planPicks(lines, places), now).after;

describe('a picking round', () => {
  it('walks from bin to bin once, and takes from none more than lies there', () => {
    const lines = planPicks([wanted(pot, 3), wanted(cup, 4), wanted(pot, 2)], places);
    expect(lines.map(({ from, skuId, quantity }) => [from, skuId, quantity])).toEqual([
      [undefined, cup, 1],
      ['A-01', pot, 2],
      ['B-01', cup, 3],
      ['C-01', pot, 1],
      ['C-01', pot, 2],
    ]);
    const open = openPicking(newId('picking'), of, lines, now).after;
    expect(unclaimed(places, [open]).get(pot)!.map(({ units }) => units)).toEqual([0, 1]);
    expect(unclaimed(places, [open]).get(cup)!.map(({ units }) => units)).toEqual([0, 1]);
    expect(() => openPicking(newId('picking'), of, [], now)).toThrow();
  });

  it('believes a scanner: the bin, the SKU, and no more than is wanted', () => {
    const open = round(wanted(pot, 2));
    expect(lineOf(open, 0, { bin: 'a-01', code: 'pot', quantity: 2 }).quantity).toBe(2);
    for (
      const read of [
        { bin: 'A-02', code: 'POT', quantity: 2 },
        { code: 'POT', quantity: 2 },
        { bin: 'A-01', code: 'CUP', quantity: 2 },
        { bin: 'A-01', code: 'POT', quantity: 3 },
      ]
    ) expect(() => lineOf(open, 0, read)).toThrow();
    expect(() => lineOf(open, 1, { bin: 'A-01', code: 'POT', quantity: 1 })).toThrow();
  });

  it('seeks what is lacking elsewhere; what lies nowhere makes its shipment wait and tells the shop', () => {
    const open = round(wanted(pot, 2));
    const sought = confirmPick(open, 0, 1, [{ from: 'C-01', walk: 9, units: 4 }]);
    expect(sought.facts).toEqual([]);
    expect(sought.after.lines.map(({ from, quantity, picked, state }) => [from, quantity, picked, state])).toEqual([
      ['A-01', 1, 1, 'picked'],
      ['C-01', 1, 0, 'open'],
    ]);
    const short = confirmPick(sought.after, 1, 0, []);
    expect(short.facts.map(({ type }) => type)).toEqual(['picked-short']);
    expect(short.after.state).toBe('done');
    expect(unfinished(short.after)).toEqual([open.lines[0]!.shipmentId]);
    expect(() => lineOf(short.after, 1, { bin: 'C-01', code: 'POT', quantity: 1 })).toThrow();
  });

  it('is done when each line is picked, short or dropped, or when somebody ends it', () => {
    const open = round(wanted(pot, 2), wanted(cup, 2));
    const first = confirmPick(open, 0, 2, []).after;
    expect(first.state).toBe('open');
    expect(dropLine(first, 1).after.state).toBe('done');
    expect(unfinished(dropLine(first, 1).after)).toEqual([]);
    expect(unfinished(closePicking(first).after)).toEqual([open.lines[1]!.shipmentId]);
    expect(() => closePicking(closePicking(first).after)).toThrow();
  });
});
