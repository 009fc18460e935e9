import type * as z from 'zod';
import { after, between, days, type Instant } from '../kernel/values/clock.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import type { countAt } from './store.ts';
import type { DeskView } from './views.ts';

/** Since when figures look back. */
export const weekBefore = (now: Instant): Instant => after(now, -days(7));

/** What was settled, as its place in the list of what was settled tells. */
interface Settled {
  readonly at: Instant;
  readonly since: Instant;
  readonly resolveBy: Instant;
  /** Who acted; empty when nobody at the desk did. */
  readonly by: string;
}

const settledOf = (key: string): Settled => {
  const [at, since, resolveBy, by] = key.split('#') as [Instant, Instant, Instant, string];
  return { at, since, resolveBy, by };
};

const throughput = (settled: readonly Settled[]): z.input<typeof DeskView>['lastDay'] => {
  const waited = settled.reduce((sum, { at, since }) => sum + between(since, at), 0);
  const byPerson = Map.groupBy(settled.filter(({ by }) => by), ({ by }) => by);
  return {
    settled: settled.length,
    late: settled.filter(({ at, resolveBy }) => at > resolveBy).length,
    ...(settled.length && { averageSeconds: Math.round(waited / settled.length / 1000) }),
    byPerson: [...byPerson].map(([by, all]) => ({ accountId: by as AccountId, settled: all.length })),
  };
};

/** A place in a list ends with when the wait began: clocks change, so what is due first has not always waited longest. */
const sinceOf = (place: string): Instant => place.slice(place.lastIndexOf('#') + 1) as Instant;

type Figures =
  & Pick<
    z.input<typeof DeskView>,
    'waiting' | 'snoozed' | 'taken' | 'breached' | 'lastDay' | 'lastWeek' | 'more'
  >
  & { oldest?: Instant };

/** The figures of a desk from the keys of its lists. */
export const figuresOf = (
  { waiting, snoozed, held, late, settled }: Awaited<ReturnType<typeof countAt>>,
  now: Instant,
): Figures => {
  const week = settled.keys.map(settledOf);
  const yesterday = after(now, -days(1));
  const oldest = [...waiting.keys, ...snoozed.keys].map(sinceOf).reduce<Instant | undefined>(
    (first, since) => (first && first < since ? first : since),
    undefined,
  );
  return {
    waiting: waiting.keys.length,
    snoozed: snoozed.keys.length,
    taken: held.keys.length,
    breached: late.keys.length,
    ...(oldest && { oldest }),
    lastDay: throughput(week.filter(({ at }) => at > yesterday)),
    lastWeek: throughput(week),
    more: [waiting, snoozed, held, late, settled].some(({ more }) => more),
  };
};
