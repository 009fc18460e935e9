import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stockFaultsOf } from '../../../../shared/inventory/check.ts';
import { nothing, rearranged, shifted, type Placement } from '../../../../shared/inventory/placement.ts';
import {
  carried,
  gathered,
  lying,
  stirred,
  ungathered,
  unsorted,
  type Shelves,
} from '../../../../shared/inventory/bins/shelves.ts';
import { shelvesView } from '../../../../shared/inventory/bins/shelves-view.ts';
import { unopened } from '../../../../shared/inventory/stock.ts';
import { instant } from '../../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../../shared/kernel/values/ids.ts';
import { Problem } from '../../../../shared/kernel/problems.ts';

const newId = idsAt(instant(Date.UTC(2026, 10, 29)));
const [skuId, merchantId, here] = [newId('sku'), newId('merchant'), newId('warehouse')];
const [one, another] = [newId('shipment'), newId('shipment')];
const shelves = (fields: Partial<Shelves>): Shelves => ({ ...unsorted(0), ...fields });

describe('where units lie in a warehouse', () => {
  it('always comes to what is on hand there, whatever is done to them [INV-09]', () => {
    const place = fc.constantFrom('loose', 'missing', 'A-01', 'A-02', 'B-01');
    const act = fc.oneof(
      fc.record({ does: fc.constant('carry' as const), from: place, to: place, units: fc.nat(9) }),
      fc.record({ does: fc.constant('pick' as const), from: place, units: fc.nat(9), found: fc.nat(9) }),
      fc.record({ does: fc.constant('stir' as const), units: fc.integer({ min: -9, max: 9 }), sent: fc.boolean() }),
      fc.record({ does: fc.constant('drop' as const), units: fc.nat(9) }),
    );
    fc.assert(fc.property(fc.nat(40), fc.array(act, { maxLength: 30 }), (onHand, acts) => {
      let placement: Placement = { id: skuId, merchantId, version: 1, at: { [here]: { ...nothing, onHand } } };
      for (const it of acts) {
        const by = (what: (before: Shelves) => Shelves) => rearranged(placement, here, what).after;
        try {
          placement = it.does === 'carry'
            ? by((before) => carried(before, it.from, it.to, it.units))
            : it.does === 'pick'
            ? by((before) => gathered(before, it.from, one, { wanted: Math.max(it.units, it.found), found: it.found }))
            : it.does === 'drop'
            ? by((before) => ungathered(before, one))
            : shifted(placement, [{ warehouseId: here, onHand: it.units, ...(it.sent && { in: one }) }]).after;
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
        const { onHand: left } = placement.at[here]!;
        const view = placement.shelves && shelvesView(placement.shelves[here]!);
        expect(view ? lying(placement.shelves![here]!) : left).toBe(left);
        expect(Math.min(0, ...(view?.bins.map(({ units }) => units) ?? []), view?.missing ?? 0, view?.loose ?? 0)).toBe(
          0,
        );
      }
    }));
  });

  it('is found by the check of stock when it does not come to that', () => {
    const stock = { ...unopened(skuId, merchantId), available: 7 };
    const placed = (found: Shelves): Placement => ({
      id: skuId,
      merchantId,
      version: 1,
      at: { [here]: { ...nothing, onHand: 7 } },
      shelves: { [here]: found },
    });
    expect(stockFaultsOf(stock, placed(shelves({ loose: 2, bins: { 'A-01': 4 }, missing: 1 })), undefined)).toEqual([]);
    expect(stockFaultsOf(stock, placed(shelves({ loose: 2, bins: { 'A-01': 4 } })), undefined)).toEqual([
      { skuId, what: 'bins', expected: 7, found: 6 },
    ]);
  });

  it('is loose when it comes; a shipment takes what was picked for it, and what is written off was missing', () => {
    const full = shelves({ loose: 1, bins: { 'A-01': 2, 'A-02': 5 }, picked: { [one]: 2, [another]: 3 }, missing: 1 });
    expect(stirred(full, 4)).toEqual({ ...full, loose: 5 });
    expect(stirred(full, -2, one)).toEqual({ ...full, picked: { [another]: 3 } });
    // Three more than were picked for it: what is loose, then the bin with the fewest.
    expect(stirred(full, -5, one)).toEqual({ ...full, loose: 0, bins: { 'A-02': 5 }, picked: { [another]: 3 } });
    expect(stirred(full, -2)).toEqual({ ...full, missing: 0, loose: 0 });
    expect(lying(stirred(full, -14))).toBe(0);
  });

  it('is empty where too few were found: what its book still has is missing', () => {
    const before = shelves({ bins: { 'A-01': 5, 'B-01': 2 } });
    expect(gathered(before, 'A-01', one, { wanted: 3, found: 3 })).toEqual(
      shelves({ bins: { 'A-01': 2, 'B-01': 2 }, picked: { [one]: 3 } }),
    );
    const short = gathered(before, 'A-01', one, { wanted: 3, found: 1 });
    expect(short).toEqual(shelves({ bins: { 'B-01': 2 }, picked: { [one]: 1 }, missing: 4 }));
    expect(ungathered(short, one)).toEqual(shelves({ loose: 1, bins: { 'B-01': 2 }, missing: 4 }));
    expect(() => gathered(before, 'B-01', one, { wanted: 3, found: 3 })).toThrow(Problem);
    expect(() => carried(before, 'loose', 'A-01', 1)).toThrow(Problem);
  });
});
