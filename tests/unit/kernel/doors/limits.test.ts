import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf, windowEnd } from '../../../../shared/kernel/store/counter.ts';
import { days, hours, instant, minutes } from '../../../../shared/kernel/values/clock.ts';
import { networkOf, ratesBy } from '../../../../shared/kernel/doors/limits.ts';
import { requestLimits } from '../../../../shared/kernel/rulebooks.ts';

const rates = ratesBy(requestLimits.byDefault);

describe('a network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('a counter', () => {
  it('spreads its limit over shards without losing or adding any', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 64 }), (limit, shards) => {
        const shares = Array.from(
          { length: shards },
          (_, shard) => shareOf(limit, shards, shard),
        );
        expect(shares.reduce((sum, share) => sum + share)).toBe(limit);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    ['2026-11-22T08:30:00.001Z', minutes(1), '2026-11-22T08:31:00.000Z'],
    ['2026-11-22T08:30:00.000Z', hours(1), '2026-11-22T09:00:00.000Z'],
    ['2026-11-22T23:59:59.999Z', days(1), '2026-11-23T00:00:00.000Z'],
  ])(
    'in whose window %s lies begins anew after %i ms at %s',
    (at, window, end) => expect(windowEnd(instant(Date.parse(at)), window)).toBe(end),
  );
});

const all = Object.values(rates).flatMap((some) => Object.values(some));

it('no limit is smaller than the requests that are told of at once', () => {
  const small = all.filter(({ bounds, step, shards = 1 }) =>
    step > 1 && bounds.some(({ limit }) => step > limit / shards / 10)
  );
  expect(small).toEqual([]);
});

it('windows that are counted in one item begin and end within the longest', () => {
  const across = all.filter(({ bounds }) => {
    const longest = Math.max(...bounds.map(({ window }) => window));
    return bounds.some(({ window }) => longest % window !== 0);
  });
  expect(across).toEqual([]);
});
