import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, lately, sold, type Sales } from '../../../shared/catalogue/sales.ts';
import { after, days, hours, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import { category, newId, now, shop } from './samples.ts';

const product = { listingId: newId('listing'), merchantId: shop.id };
const listing = { categoryId: category.id };
const first = sold(undefined, product, now)!.after;
/** Counts at the time for which it was set. */
const count = (sales: Sales, shipped: number): Sales =>
  counted(sales, listing, shipped, sales.countAt!, sales.countAt!)!.after;

describe('what is popular', () => {
  it('is counted within the hour after a sale, and once for all sales of the hour', () => {
    expect(first).toMatchObject({ units: 0, countAt: after(now, hours(1)) });
    expect(sold(first, product, after(now, minutes(30)))).toBeUndefined();
    const once = count(first, 3);
    expect(once).toMatchObject({ units: 3, categoryId: category.id, countAt: after(first.countAt!, days(7)) });
    const sooner = sold(once, product, after(now, hours(2)))!.after;
    expect(sooner.countAt).toBe(after(now, hours(3)));
  });

  it('is not counted by a deadline that another has taken the place of', () => {
    expect(counted(first, listing, 3, after(first.countAt!, hours(1)), after(first.countAt!, hours(1))))
      .toBeUndefined();
    const idle = { ...first, countAt: undefined };
    expect(counted(idle, listing, 3, first.countAt!, first.countAt!)).toBeUndefined();
  });

  it('forgets what was sold longer ago, and asks no more when nothing is left', () => {
    let sales = count(first, 5);
    for (const week of [1, 2, 3, 4]) {
      expect(sales.countAt).toBe(after(first.countAt!, days(7 * week)));
      sales = count(sales, 5);
      expect(sales.units).toBe(5);
    }
    expect(sales.countAt).toBe(after(first.countAt!, lately));
    sales = count(sales, 5);
    expect(sales).toMatchObject({ units: 0, countAt: undefined });
    const again = count(sold(sales, product, after(now, days(90)))!.after, 7);
    expect(again.units).toBe(2);
  });

  it('has no fewer than nothing when a SKU is gone with what was sold of it', () => {
    let sales = count(first, 50);
    for (let time = 0; time < 31; time += 1) {
      sales = count(sold(sales, product, sales.countAt ?? now)?.after ?? sales, 50);
    }
    expect(count({ ...sales, countAt: after(now, days(40)) }, 1).units).toBe(0);
  });

  it('counts, whenever things sell, what was shipped since the last count that is 30 days old, and holds few counts', () => {
    const sales = fc.array(
      fc.record({ wait: fc.integer({ min: 0, max: hours(100) }), shipped: fc.integer({ min: 0, max: 9 }) }),
      { maxLength: 120 },
    );
    fc.assert(fc.property(sales, (events) => {
      let state: Sales | undefined;
      let at: Instant = now;
      let shipped = 0;
      const counts: { at: Instant; shipped: number }[] = [];
      const countUntil = (end: Instant): void => {
        while (state?.countAt && state.countAt <= end) {
          const due = state.countAt;
          state = counted(state, listing, shipped, due, due)!.after;
          const since = after(due, -lately);
          const old = counts.filter((one) => one.at <= since && state!.counts.some((kept) => kept.at === one.at)).at(
            -1,
          );
          expect(state.units).toBe(shipped - (old?.shipped ?? 0));
          counts.push({ at: due, shipped });
        }
      };
      for (const { wait, shipped: units } of events) {
        at = after(at, wait);
        countUntil(at);
        shipped += units;
        state = sold(state, product, at)?.after ?? state;
        expect(state!.countAt! <= after(at, hours(1))).toBe(true);
      }
      countUntil(after(at, days(400)));
      if (state) expect(state).toMatchObject({ units: 0, countAt: undefined });
      expect(state?.counts.length ?? 0).toBeLessThanOrEqual(32);
    }));
  });
});
