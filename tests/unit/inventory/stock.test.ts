import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SkuId } from '../../../shared/catalogue/public.ts';
import {
  adjustmentTo,
  merged,
  moved,
  movementKinds,
  unopened,
  type Counter,
  type MovementKind,
  type Stock,
} from '../../../shared/inventory/stock.ts';
import { stock as store } from '../../../shared/inventory/store.ts';
import type { Instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { Overtaken, Problem } from '../../../shared/kernel/problems.ts';
import { asUseCase } from '../../support/use-case.ts';

const newId = idsAt('2026-11-22T08:00:00.000Z' as Instant);
const skuId = newId('sku');
const empty = unopened(skuId, newId('merchant'));
const kinds = Object.keys(movementKinds) as MovementKind[];
const movements = fc.array(fc.record({ kind: fc.constantFrom(...kinds), quantity: fc.integer({ min: 0, max: 20 }) }), {
  maxLength: 60,
});

/** Does what is possible of a list of movements. */
const walk = (
  list: readonly { kind: MovementKind; quantity: number }[],
  visit: (stock: Stock) => void,
): { kind: MovementKind; quantity: number }[] => {
  let stock = moved(empty, { kind: 'adjust', quantity: 30 });
  return list.filter((movement) => {
    try {
      stock = moved(stock, movement);
    } catch (error) {
      expect((error as Problem).code).toBe('out-of-stock');
      return false;
    }
    visit(stock);
    return true;
  });
};

describe('stock', () => {
  it('is taken by an order, and comes back or leaves [INV-01]', () => {
    const stocked = moved(empty, { kind: 'adjust', quantity: 10 });
    const taken = moved(stocked, { kind: 'take', quantity: 4 });
    expect(taken).toMatchObject({ version: 2, available: 6, held: 4, sold: 0 });
    expect(moved(taken, { kind: 'release', quantity: 4 })).toMatchObject({ available: 10, held: 0, sold: 0 });
    expect(moved(taken, { kind: 'ship', quantity: 3 })).toMatchObject({ available: 6, held: 1, sold: 3 });
  });

  it('names the SKU that is short, and what is left [INV-01]', () => {
    const stocked = moved(empty, { kind: 'adjust', quantity: 3 });
    expect(() => moved(stocked, { kind: 'take', quantity: 4 })).toThrow(`out-of-stock: ${skuId}: 3 left`);
  });

  it('never has a counter below zero, and never holds and sells more than was received [INV-01] [INV-02]', () => {
    fc.assert(fc.property(movements, (list) => {
      const done = walk(list, ({ available, held, sold, earmarked }) => {
        expect(Math.min(available, held, sold, earmarked)).toBeGreaterThanOrEqual(0);
      });
      const received = done.reduce((sum, { kind, quantity }) => {
        const { available, held, sold, earmarked } = movementKinds[kind];
        return sum + (available + held + sold + earmarked) * quantity;
      }, 30);
      let last = moved(empty, { kind: 'adjust', quantity: 30 });
      for (const movement of done) last = moved(last, movement);
      expect(last.available + last.held + last.sold + last.earmarked).toBe(received);
      expect(last.held + last.sold).toBeLessThanOrEqual(received);
    }));
  });

  it('is the sum of its movements [INV-02]', () => {
    fc.assert(fc.property(movements, (list) => {
      let last = moved(empty, { kind: 'adjust', quantity: 30 });
      const done = walk(list, (stock) => {
        last = stock;
      });
      const sumOf = (counter: Counter, start: number): number =>
        done.reduce((sum, { kind, quantity }) => sum + movementKinds[kind][counter] * quantity, start);
      expect([last.available, last.held, last.sold, last.earmarked]).toEqual([
        sumOf('available', 30),
        sumOf('held', 0),
        sumOf('sold', 0),
        sumOf('earmarked', 0),
      ]);
      expect(last.version).toBe(done.filter(({ kind }) => movementKinds[kind].available !== 0).length + 1);
    }));
  });

  it('is set by the difference, unless it moved since the merchant looked [INV-02]', () => {
    const stocked = moved(empty, { kind: 'adjust', quantity: 10 });
    expect([adjustmentTo(stocked, 4, undefined), adjustmentTo(stocked, 14, 1), adjustmentTo(empty, 5, undefined)])
      .toEqual([-6, 4, 5]);
    expect(() => adjustmentTo(stocked, 4, 2)).toThrow('conflict');
  });
});

describe('lines that share a SKU', () => {
  it('become one, whatever their order, and no unit is lost [INV-01]', () => {
    const ids = [newId('sku'), newId('sku'), newId('sku')];
    const lines = fc.array(
      fc.record({ skuId: fc.constantFrom<SkuId>(...ids), quantity: fc.integer({ min: 1, max: 99 }) }),
      { maxLength: 30 },
    );
    fc.assert(fc.property(lines, (all) => {
      const one = merged(all);
      expect(new Set(one.map((line) => line.skuId)).size).toBe(one.length);
      for (const id of ids) {
        const units = (list: typeof all) =>
          list.filter((line) => line.skuId === id).reduce((sum, { quantity }) => sum + quantity, 0);
        expect(units(one)).toBe(units(all));
      }
    }));
  });
});

describe('stock that is set while orders move it', () => {
  const now = '2026-11-22T08:00:00.000Z' as Instant;
  const change = { kind: 'adjust', quantity: -3, reason: 'Counted', at: now } as const;
  const refused = (old: { version: number; available: number }): Promise<Error> =>
    asUseCase(
      { now, touches: [store.adjust] },
      async () => store.adjust({ ...empty, available: 9, version: 7 }, change, 7)[0]!.otherwise(old),
    );

  it('is decided again on what the order left, and not refused as outdated [INV-02]', async () => {
    expect(await refused({ version: 8, available: 9 })).toBeInstanceOf(Overtaken);
    expect(await refused({ version: 7, available: 2 })).toMatchObject({ code: 'out-of-stock' });
  });

  it('is refused for good when a person has decided on an older version [INV-02]', () => {
    const outdated = (() => {
      try {
        return adjustmentTo({ ...empty, version: 8 }, 5, 7);
      } catch (error) {
        return error;
      }
    })();
    expect(outdated).toMatchObject({ code: 'conflict' });
    expect(outdated).not.toBeInstanceOf(Overtaken);
  });
});
