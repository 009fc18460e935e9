import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attempts, secondsUntilRetry } from '../../../../shared/kernel/doors/queues.ts';

const waits = (random: number): number[] =>
  Array.from({ length: attempts - 1 }, (_, i) => secondsUntilRetry(i + 1, () => random));

it('a message that keeps failing is tried for hours, soon at first, and then given up at once', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const all = waits(random);
      expect(all[0]).toBeLessThanOrEqual(30);
      expect(all.toSorted((a, b) => a - b)).toEqual(all);
      const hours = all.reduce((sum, seconds) => sum + seconds, 0) / 3600;
      expect(hours).toBeGreaterThan(4.5);
      expect(hours).toBeLessThan(9.2);
      // SQS hides a message for twelve hours at the most.
      expect(Math.max(...all)).toBeLessThan(12 * 3600);
      expect(secondsUntilRetry(attempts, () => random)).toBe(0);
    }),
  );
});

it('what failed together does not come back together', () => {
  expect(waits(0)).not.toEqual(waits(0.9));
});
