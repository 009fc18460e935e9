import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  allocate,
  money,
  Money,
  negate,
  share,
  subtract,
  sum,
  times,
  written,
  zero,
} from '../../../../shared/kernel/values/money.ts';
import { Broken } from '../../../../shared/kernel/problems.ts';

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 });

describe('written', () => {
  it.each(
    [
      [1329, 'BRL', '13.29 BRL'],
      [5, 'CNY', '0.05 CNY'],
      [0, 'USD', '0.00 USD'],
      [-120_050, 'EUR', '−1200.50 EUR'],
      [1980, 'JPY', '1980 JPY'],
      [12_345, 'KWD', '12.345 KWD'],
    ] as const,
  )('%i %s reads %s', (minor, currency, text) => expect(written(money(minor, currency))).toBe(text));
});

describe('share', () => {
  it.each([
    [5890, 1000, 589],
    [1, 1000, 0],
    [5, 1000, 1],
    [4, 1000, 0],
    [15, 1000, 2],
    [25, 1000, 3],
    [-5, 1000, -1],
    [-15, 1000, -2],
    [1_000_000_000_000, 9_999, 999_900_000_000],
    [0, 1000, 0],
    [333, 0, 0],
    [333, 10_000, 333],
  ])('of %i at %i basis points is %i, half away from zero [PRC-01 part]', (of, rate, expected) => {
    expect(share(money(of, 'BRL'), rate)).toEqual(money(expected, 'BRL'));
  });

  it('of an amount and of its negative differ by the sign alone', () => {
    fc.assert(fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (of, rate) => {
      expect(share(negate(money(of, 'CNY')), rate)).toEqual(negate(share(money(of, 'CNY'), rate)));
    }));
  });

  it('is at most half a minor unit off', () => {
    fc.assert(fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (of, rate) => {
      expect(Math.abs(share(money(of, 'CNY'), rate).amount * 10_000 - of * rate)).toBeLessThanOrEqual(5_000);
    }));
  });
});

describe('allocate', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [0, 0], [100, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [7, [5, 3, 2], [4, 2, 1]],
    [0, [3, 1], [0, 0]],
    [1, [0, 1], [0, 1]],
  ])('%i by %j is %j', (total, by, parts) => {
    expect(allocate(money(total, 'USD'), by).map((part) => part.amount)).toEqual(parts);
  });

  it('gives parts that sum to the whole, each within one minor unit of its share', () => {
    fc.assert(fc.property(amount, weights, (total, by) => {
      const parts = allocate(money(total, 'USD'), by);
      expect(sum(parts, 'USD').amount).toBe(total);
      const whole = by.reduce((a, b) => a + b, 0);
      if (whole > 0) {
        parts.forEach((part, i) => expect(Math.abs(part.amount - total * by[i]! / whole)).toBeLessThan(1.000001));
      }
    }));
  });
});

describe('arithmetic', () => {
  it('stays exact', () => {
    fc.assert(fc.property(amount, amount, fc.integer({ min: 0, max: 999 }), (a, b, n) => {
      const [x, y] = [money(a, 'KWD'), money(b, 'KWD')];
      expect(subtract(add(x, y), y)).toEqual(x);
      expect(times(x, n).amount).toBe(a * n + 0);
    }));
  });

  it('refuses to mix currencies, fractions and unsafe integers', () => {
    expect(() => add(zero('CNY'), zero('USD'))).toThrow(Broken);
    expect(() => money(0.1, 'CNY')).toThrow(RangeError);
    expect(() => money(2 ** 53, 'CNY')).toThrow(RangeError);
    expect(Money.safeParse({ amount: 1.5, currency: 'CNY' }).success).toBe(false);
    expect(Money.safeParse({ amount: 1, currency: 'XXX' }).success).toBe(false);
  });
});
