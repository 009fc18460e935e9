/** Counters under many who count at the same moment, on the table itself. */
import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours, instant, minutes } from '../../../shared/kernel/values/clock.ts';
import { counter, type Count, type NoRoom } from '../../../shared/kernel/store/counter.ts';
import { admit, ratesBy } from '../../../shared/kernel/doors/limits.ts';
import { requestLimits } from '../../../shared/kernel/rulebooks.ts';
import { invocation } from '../../../shared/kernel/doors/invocation.ts';
import { Unavailable } from '../../../shared/kernel/unavailable.ts';
import { TooManyRequests } from '../../../shared/kernel/problems.ts';
import { asUseCase, reachTable } from '../../support/use-case.ts';

const rates = ratesBy(requestLimits.byDefault);

const counts = counter('test');
const start = Date.parse('2026-11-22T08:00:00.000Z');
const at = <R>(ms: number, work: () => Promise<R>): Promise<R> =>
  asUseCase({ now: instant(start + ms), touches: [counts.take, admit] }, work);

/** When the hour ends that is so many after the start. */
const end = (hour: number): string => instant(start + hours(hour + 1));

beforeAll(() => reachTable());

type Counted = Omit<Count, 'subject' | 'n'>;
const hourly = (limit: number): Counted => ({ bounds: [{ limit, window: hours(1) }] });

describe('a counter', () => {
  it.each<[string, Counted, others: Count[]]>([
    ['one item', hourly(20), []],
    ['eight', { ...hourly(20), shards: 8 }, []],
    ['one item, with that of somebody else,', hourly(20), [{ subject: ulid(), n: 1, ...hourly(10_000) }]],
  ])('on %s lets exactly its limit through, whoever else counts, and begins anew', async (_, counted, others) => {
    const subject = ulid();
    /** Who comes while too many count at the same moment comes back, as a client does that is told so. */
    const one = async (): Promise<NoRoom | undefined> => {
      for (;;) {
        try {
          return await counts.take([{ subject, n: 1, ...counted }, ...others]);
        } catch (error) {
          if (!(error instanceof Unavailable)) throw error;
        }
      }
    };
    const together = (ms: number) => at(ms, () => Promise.all(Array.from({ length: 50 }, one)));
    const through = (outcomes: (NoRoom | undefined)[]): number => outcomes.filter((refused) => !refused).length;
    expect(through(await together(0))).toBe(20);
    expect(await together(minutes(59))).toEqual(Array.from({ length: 50 }, () => ({ subject, until: end(0) })));
    expect(through(await together(hours(1)))).toBe(20);
  }, 60_000);

  it('takes several at once, all or none', async () => {
    const subject = ulid();
    const take = (n: number) => at(0, () => counts.take([{ subject, n, ...hourly(10) }]));
    expect(await take(11)).toEqual({ subject, until: end(0) });
    expect(await take(7)).toBeUndefined();
    expect(await take(4)).toEqual({ subject, until: end(0) });
    expect(await take(3)).toBeUndefined();
  });

  it('counts the hour and the day in one write, and neither where one of them is full', async () => {
    const subject = ulid();
    const bounds: Count['bounds'] = [{ limit: 2, window: hours(1) }, { limit: 5, window: days(1) }];
    const take = (hour: number) => at(hours(hour), () => counts.take([{ subject, n: 1, bounds }]));
    expect(await take(0)).toBeUndefined();
    expect(await take(0)).toBeUndefined();
    expect(await take(0)).toEqual({ subject, until: end(0) });
    expect(await take(1)).toBeUndefined();
    expect(await take(1)).toBeUndefined();
    expect(await take(1)).toEqual({ subject, until: end(1) });
    expect(await take(2)).toBeUndefined();
    expect(await take(2)).toEqual({ subject, until: '2026-11-23T00:00:00.000Z' });
    const { writeUnits, roundTrips } = await at(hours(24), async () => {
      await counts.take([{ subject, n: 1, bounds }]);
      return invocation().spent;
    });
    expect({ writeUnits, roundTrips }).toEqual({ writeUnits: 1, roundTrips: 1 });
  });

  it('counts nothing of the wider where a narrower is full, nor of the narrower where a wider is, in one trip', async () => {
    const [narrow, wide] = [{ subject: ulid(), n: 1, ...hourly(2) }, { subject: ulid(), n: 1, ...hourly(3) }];
    const take = (...all: Count[]) => at(0, () => counts.take(all));
    expect(await take(narrow, wide)).toBeUndefined();
    expect(await take(narrow, wide)).toBeUndefined();
    expect(await take(narrow, wide)).toMatchObject({ subject: narrow.subject });
    expect(await take(wide)).toBeUndefined();
    const another = { subject: ulid(), n: 1, ...hourly(1) };
    expect(await take(another, wide)).toMatchObject({ subject: wide.subject });
    expect(await take(another)).toBeUndefined();
    const spent = await at(hours(1), async () => {
      await counts.take([narrow, wide]);
      return invocation().spent;
    });
    expect(spent.roundTrips).toBe(1);
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
    const [{ limit }] = rates.costs.account!.bounds;
    const outcome = await served('costs', { account: ulid(), source: ulid() }, limit + 5);
    expect(outcome).toEqual({ served: limit, retryAfter: 3600 });
  }, 60_000);

  it('counts reads in steps: at one function it is exact to a step, and writes a twentieth', async () => {
    const { bounds: [{ limit }], step } = rates.read.account!;
    const counted = { account: ulid(), source: ulid() };
    const outcome = await served('read', counted, limit + 2 * step);
    expect(outcome.served).toBe(limit + step - 1);
    const spent = await asUseCase({ now: instant(start + minutes(1)), touches: [admit] }, async () => {
      for (let i = 0; i < step; i += 1) await admit('read', counted);
      return invocation().spent;
    });
    // And what is in force, which at a door travels with the account.
    expect(spent.roundTrips).toBe(3);
  }, 60_000);
});
