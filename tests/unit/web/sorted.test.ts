import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../web/described.ts';
import { isSortable, sortedBy, turned } from '../../../web/console/kit/sorted.ts';

const brl = (amount: number) => ({ amount, currency: 'BRL' });
const orderOf = (kind: 'money' | 'count' | 'instant' | 'text', values: readonly unknown[], sort = 'it') =>
  sortedBy(values.map((it) => ({ it })), sort, { kind } as Field, String, 'en').map(({ it }) => it);

describe('rows of a list', () => {
  it.each(
    [
      ['money', [brl(1000), brl(900), brl(10_000)], [brl(900), brl(1000), brl(10_000)]],
      ['money', [{ amount: 1, currency: 'USD' }, brl(5)], [brl(5), { amount: 1, currency: 'USD' }]],
      ['count', [10, 9, 100], [9, 10, 100]],
      ['instant', ['2026-11-02T00:00:00Z', '2026-01-10T00:00:00Z'], ['2026-01-10T00:00:00Z', '2026-11-02T00:00:00Z']],
      ['text', ['shelf 10', 'Shelf 9', 'arm'], ['arm', 'Shelf 9', 'shelf 10']],
    ] as const,
  )('are ordered as %s is: %j', (kind, values, expected) => {
    expect(orderOf(kind, values)).toEqual(expected);
    expect(orderOf(kind, values, '-it')).toEqual([...expected].reverse());
  });

  it('stand last without a value, whichever way', () => {
    expect(orderOf('count', [undefined, 2, null, 1])).toEqual([1, 2, undefined, null]);
    expect(orderOf('count', [undefined, 2, null, 1], '-it')).toEqual([2, 1, undefined, null]);
  });

  it('are all there in any order, and as they came in none', () => {
    const rows = fc.array(fc.record({ n: fc.option(fc.integer(), { nil: undefined }), at: fc.nat() }));
    fc.assert(fc.property(rows, fc.constantFrom('n', '-n'), (some, sort) => {
      const sorted = sortedBy(some, sort, { kind: 'count' }, String, 'en');
      expect(sorted.toSorted((a, b) => some.indexOf(a) - some.indexOf(b))).toEqual(some);
      expect(sortedBy(some, undefined, { kind: 'count' }, String, 'en')).toBe(some);
    }));
  });

  it('have an order by what can be compared alone', () => {
    expect(isSortable({ kind: 'list', of: { kind: 'text' } })).toBe(false);
    expect([turned(undefined, 'n'), turned('n', 'n'), turned('-n', 'n'), turned('-n', 'm')]).toEqual([
      'n',
      '-n',
      undefined,
      'm',
    ]);
  });
});
