import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { agreedRate, agreeRate } from '../../../shared/merchants/commission.ts';
import type { AgreedRate, Merchant } from '../../../shared/merchants/merchant.ts';
import { mostAgreedRates } from '../../../shared/merchants/policy.ts';
import { merchant } from '../ordering/samples.ts';

const now = instant(Date.UTC(2026, 10, 22, 8));
const newId = idsAt(now);
const [root, leaf, other] = [newId('category'), newId('category'), newId('category')];
const path = [root, leaf];
const shop = merchant();
const agreed = (...rates: [AgreedRate['categoryId'], number | null, number?][]): Merchant =>
  rates.reduce(
    (one, [categoryId, basisPoints, inDays = 0]) =>
      agreeRate(one, { categoryId, basisPoints, from: after(now, days(inDays)) }, now).after,
    shop,
  );

describe('the commission that is agreed with a shop', () => {
  it.each<[string, [AgreedRate['categoryId'], number | null, number?][], number | undefined]>([
    ['nothing', [], undefined],
    ['a rate for all its goods', [[undefined, 800]], 800],
    ['no commission at all', [[undefined, 0]], 0],
    ["a rate for the goods' category", [[leaf, 700], [undefined, 800]], 700],
    ['a rate for the category above', [[root, 600], [undefined, 800]], 600],
    ['rates for both', [[root, 600], [leaf, 700]], 700],
    ['a rate for another category', [[other, 100]], undefined],
    ['a rate that has been put right at once', [[undefined, 8000], [undefined, 800]], 800],
    ['a rate from tomorrow on', [[undefined, 800], [undefined, 900, 1]], 800],
    ['an end of what was agreed on the category', [[undefined, 800], [leaf, 700], [leaf, null]], 800],
    ['an end of all', [[undefined, 800], [undefined, null]], undefined],
    ['an end tomorrow', [[undefined, 800], [undefined, null, 1]], 800],
  ])('being %s counts for its goods [SET-03]', (_, rates, counts) => {
    expect(agreedRate(agreed(...rates), path, now)).toBe(counts);
  });

  it('begins when it was agreed to, and not before [SET-03]', () => {
    const one = agreed([undefined, 800], [undefined, 900, 10]);
    for (const [inDays, counts] of [[0, 800], [10, 900], [400, 900]] as const) {
      expect(agreedRate(one, path, after(now, days(inDays)))).toBe(counts);
    }
    expect(agreedRate(one, path, after(now, days(10) - 1))).toBe(800);
    expect(() => agreeRate(one, { basisPoints: 1, from: after(now, -1) }, now)).toThrow('rate-in-the-past');
  });

  it('is told with whose goods it is for', () => {
    const { facts } = agreeRate(shop, { categoryId: leaf, basisPoints: 700, from: now }, now);
    expect(facts).toMatchObject([{
      type: 'commission-agreed',
      data: { merchantId: shop.id, categoryId: leaf, basisPoints: 700, from: now },
    }]);
  });

  it('is for so many goods at the most, and what is over takes no place', () => {
    let one = shop;
    for (let n = 0; n < 3 * mostAgreedRates; n += 1) {
      const at = after(now, days(2 * n));
      one = agreeRate(one, { basisPoints: n % 5 ? n : null, from: at }, at).after;
    }
    expect(one.agreedRates!.length).toBeLessThanOrEqual(2);
    const fill = () => {
      for (let n = 0; n <= mostAgreedRates; n += 1) {
        one =
          agreeRate(one, { categoryId: newId('category'), basisPoints: n, from: after(now, days(1000)) }, now).after;
      }
    };
    expect(fill).toThrow('too-many-rates');
  });

  it('is the one that was agreed last of those that have begun, whatever was agreed when [SET-03]', () => {
    const step = fc.record({
      categoryId: fc.constantFrom(undefined, root, leaf),
      basisPoints: fc.option(fc.nat(10_000), { nil: null }),
      wait: fc.nat(days(3)),
      ahead: fc.nat(days(3)),
    });
    fc.assert(fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      let one = shop;
      let at = now;
      const known: AgreedRate[] = [];
      for (const { categoryId, basisPoints, wait, ahead } of steps) {
        at = after(at, wait);
        const rate = { categoryId, basisPoints, from: after(at, ahead) };
        one = agreeRate(one, rate, at).after;
        known.splice(0, known.length, ...known.filter((was) => was.categoryId !== categoryId || was.from < rate.from));
        known.push(rate);
        for (const asked of [after(at, -1000), at, after(at, days(1)), after(at, days(4))]) {
          const nearest = [leaf, root, undefined].map((scope) =>
            known.findLast((was) => was.categoryId === scope && was.from <= asked)?.basisPoints
          ).find((points) => typeof points === 'number');
          expect(agreedRate(one, path, asked)).toBe(nearest);
        }
      }
    }));
  });
});
