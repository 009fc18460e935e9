import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divided, draw, mostBuckets } from '../../../shared/inventory/buckets.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

const skuId = idsAt(instant(0))('sku');
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const shelves = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: mostBuckets });

describe('stock in buckets', () => {
  it('is divided without a rest, evenly [INV-01]', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: mostBuckets }), (units, n) => {
      const shelf = divided(units, n);
      expect(sum(shelf)).toBe(units);
      expect(Math.max(...shelf) - Math.min(...shelf)).toBeLessThanOrEqual(1);
    }));
  });

  it('sells exactly what there is, whoever comes: none too many, none refused while buckets have enough [INV-01]', () => {
    const buyers = fc.array(fc.record({ wanted: fc.integer({ min: 1, max: 4 }), spin: fc.nat() }), { maxLength: 200 });
    fc.assert(fc.property(shelves, buyers, (start, crowd) => {
      const shelf = [...start];
      let sold = 0;
      for (const { wanted, spin } of crowd) {
        const left = sum(shelf);
        try {
          for (const { bucket, quantity } of draw(skuId, shelf, wanted, spin)) {
            shelf[bucket]! -= quantity;
            sold += quantity;
          }
        } catch (error) {
          expect((error as Problem).code).toBe('out-of-stock');
          expect(left).toBeLessThan(wanted);
        }
        expect(Math.min(...shelf)).toBeGreaterThanOrEqual(0);
      }
      expect(sold + sum(shelf)).toBe(sum(start));
    }));
  });

  it('sends buyers who come together to different buckets [INV-01]', () => {
    expect([0, 1, 2, 3].map((spin) => draw(skuId, [1, 0, 1, 1], 1, spin)[0]!.bucket)).toEqual([0, 2, 3, 0]);
    expect(draw(skuId, [1, 0, 1, 2], 4, 7).map(({ quantity }) => quantity)).toEqual([2, 1, 1]);
  });
});
