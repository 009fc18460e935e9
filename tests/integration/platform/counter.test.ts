/** Counters under many who count at the same moment, on the table itself. */
import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { hours, instant, minutes } from '../../../shared/kernel/values/clock.ts';
import { counter, type Bound } from '../../../shared/kernel/store/counter.ts';
import { admit, ratesBy } from '../../../shared/kernel/doors/limits.ts';
import { requestLimits } from '../../../shared/kernel/rulebooks.ts';
import { TooManyRequests } from '../../../shared/kernel/problems.ts';
import { asUseCase, reachTable } from '../../support/use-case.ts';

const rates = ratesBy(requestLimits.byDefault);

const counts = counter('test');
const start = Date.parse('2026-11-22T08:00:00.000Z');
const at = <R>(ms: number, work: () => Promise<R>): Promise<R> =>
  asUseCase({ now: instant(start + ms), touches: [counts.take, admit] }, work);

beforeAll(() => reachTable());

describe('a counter', () => {
  it.each<[string, Bound]>([
    ['one item', { limit: 20, window: hours(1) }],
    ['eight', { limit: 20, window: hours(1), shards: 8 }],
  ])('on %s lets exactly its limit through, whoever else counts, and begins anew', async (_, bound) => {
    const subject = ulid();
    const together = (ms: number) =>
      at(ms, () => Promise.all(Array.from({ length: 50 }, () => counts.take(subject, 1, bound))));
    expect((await together(0)).filter(Boolean)).toHaveLength(20);
    expect((await together(minutes(59))).filter(Boolean)).toHaveLength(0);
    expect((await together(hours(1))).filter(Boolean)).toHaveLength(20);
  });

  it('takes several at once, all or none', async () => {
    const subject = ulid();
    const bound = { limit: 10, window: hours(1) };
    expect(await at(0, () => counts.take(subject, 7, bound))).toBe(true);
    expect(await at(0, () => counts.take(subject, 4, bound))).toBe(false);
    expect(await at(0, () => counts.take(subject, 3, bound))).toBe(true);
  });
});

describe('admission', () => {
  /** Sends requests one after another until one is refused. */
  const served = async (effort: 'read' | 'costs', counted: Parameters<typeof admit>[1], atMost: number) => {
    for (let i = 0; i < atMost; i += 1) {
      const refused = await at(0, () => admit(effort, counted)).catch((error: unknown) => error);
      if (refused instanceof TooManyRequests) return { served: i, retryAfter: refused.retryAfter };
      if (refused) throw refused;
    }
    return { served: atMost };
  };

  it('counts every request that costs, and says when to come back', async () => {
    const [{ limit } = { limit: 0 }] = rates.costs.account!;
    const outcome = await served('costs', { account: ulid(), source: ulid() }, limit + 5);
    expect(outcome).toEqual({ served: limit, retryAfter: 3600 });
  }, 60_000);

  it('counts reads in steps: at one function it is exact to a step, and writes a twentieth', async () => {
    const [{ limit, step } = { limit: 0, step: 1 }] = rates.read.account!;
    const counted = { account: ulid(), source: ulid() };
    const outcome = await served('read', counted, limit + 2 * step);
    expect(outcome.served).toBe(limit + step - 1);
    const spent = await asUseCase({ now: instant(start + minutes(1)), touches: [admit] }, async () => {
      for (let i = 0; i < step; i += 1) await admit('read', counted);
      const { invocation } = await import('../../../shared/kernel/doors/invocation.ts');
      return invocation().spent;
    });
    // And what is in force, which at a door travels with the account.
    expect(spent.roundTrips).toBe(3);
  }, 60_000);
});
