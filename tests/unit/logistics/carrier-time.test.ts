import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Instant, instant } from '../../../shared/kernel/values/clock.ts';
import { timeIn } from '../../../shared/logistics/carriers/carrier-time.ts';

const eight = '2026-11-22T08:00:00.000Z';

it.each<[unknown, string]>([
  ['2026-11-22T08:00:00Z', eight],
  ['2026-11-22T08:00:00.000Z', eight],
  ['2026-11-22t08:00:00z', eight],
  ['2026-11-22T16:00:00+08:00', eight],
  ['2026-11-22T16:00:00+0800', eight],
  ['2026-11-22T16:00:00+08', eight],
  ['2026-11-22T16:00:00 +08:00', eight],
  ['2026-11-22 16:00:00+08:00', eight],
  ['2026-11-22T04:30:00-03:30', eight],
  ['2026-11-22T22:00:00+14:00', eight],
  ['2026-11-21T20:00:00-12:00', eight],
  ['2026-11-22T08:00:00-00:00', eight],
  ['2026-11-22T16:00:00+08:00[Asia/Shanghai]', eight],
  ['2026-11-22T08:00:00', eight],
  ['2026-11-22 08:00:00', eight],
  ['2026-11-22 08:00', eight],
  ['2026-11-22T08:00Z', eight],
  ['  2026-11-22T08:00:00Z ', eight],
  ['2026-11-22 08:00:00 UTC', eight],
  ['20261122T080000Z', eight],
  ['20261122080000', eight],
  [20261122080000, eight],
  ['2026-11-22T08:00:00,5Z', '2026-11-22T08:00:00.500Z'],
  ['2026-11-22T16:00:00.123456789+08:00', '2026-11-22T08:00:00.123Z'],
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['20261122', '2026-11-22T00:00:00.000Z'],
  [1_795_334_400, eight],
  ['1795334400', eight],
  [1_795_334_400_000, eight],
  ['1795334400000', eight],
  ['Sun, 22 Nov 2026 16:00:00 +0800', eight],
  ['22 Nov 2026 08:00 GMT', eight],
])('%s is understood', (written, meant) => {
  expect(timeIn(written)).toBe(meant);
});

it.each<[unknown]>([
  ['22/11/2026 8 am'],
  ['2026-02-30T08:00:00Z'],
  ['2026-11-22T25:00:00Z'],
  ['2026-11-22T08:00:00+24:00'],
  ['2026-13-01'],
  ['0000-01-01T00:00:00Z'],
  ['9999-12-31T23:59:59-12:00'],
  ['+012026-11-22T08:00:00Z'],
  ['yesterday'],
  [''],
  ['Z'],
  [0],
  [1.5],
  [Number.MAX_SAFE_INTEGER],
  [null],
  [undefined],
  [true],
  [{}],
  [['2026-11-22T08:00:00Z']],
  ['1'.repeat(100_000)],
])('%s is no time', (written) => {
  expect(timeIn(written)).toBeUndefined();
});

it('is the same moment in every offset', () => {
  fc.assert(fc.property(
    fc.integer({ min: Date.UTC(2001), max: Date.UTC(2100) }),
    fc.integer({ min: -12 * 60, max: 14 * 60 }),
    fc.constantFrom(':', ''),
    (ms, offset, colon) => {
      const there = new Date(ms + offset * 60_000).toISOString().slice(0, -1);
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((n) =>
        String(n).padStart(2, '0')
      );
      expect(timeIn(`${there}${offset < 0 ? '-' : '+'}${hours}${colon}${minutes}`)).toBe(instant(ms));
    },
  ));
});

it('is an instant or nothing, whatever is written', () => {
  fc.assert(fc.property(fc.anything(), (written) => {
    const meant = timeIn(written);
    if (meant !== undefined) expect(Instant.safeParse(meant).error).toBeUndefined();
  }));
});
