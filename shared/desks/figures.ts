import type * as z from 'zod';
import { after, between, days, type Instant } from '../kernel/clock.ts';
import { dueOf, type Desk } from '../kernel/desk.ts';
import type { AccountId } from '../kernel/ids.ts';
import type { countAt } from './store.ts';
import type { DeskView } from './views.ts';

/** Since when figures look back. */
export const weekBefore = (now: Instant): Instant => after(now, -days(7));

/** What was settled, as its place in the list of what was settled tells. */
interface Settled {
  readonly at: Instant;
  readonly since: Instant;
  /** Who acted; empty when nobody at the desk did. */
  readonly by: string;
}

const settledOf = (key: string): Settled => {
  const [at, since, by] = key.split('#') as [Instant, Instant, string];
  return { at, since, by };
};

const throughput = (desk: Desk, settled: readonly Settled[]): z.input<typeof DeskView>['lastDay'] => {
  const waited = settled.reduce((sum, { at, since }) => sum + between(since, at), 0);
  const byPerson = Map.groupBy(settled.filter(({ by }) => by), ({ by }) => by);
  return {
    settled: settled.length,
    late: settled.filter(({ at, since }) => at > dueOf(desk, since).resolveBy).length,
    ...(settled.length && { averageSeconds: Math.round(waited / settled.length / 1000) }),
    byPerson: [...byPerson].map(([by, all]) => ({ accountId: by as AccountId, settled: all.length })),
  };
};

/** The first place of a list holds when it has to be settled; its wait began so much earlier. */
const sinceOf = ({ clock }: Desk, place: string): Instant => after(place.split('#')[0] as Instant, -clock.resolution);

type Figures =
  & Pick<
    z.input<typeof DeskView>,
    'waiting' | 'snoozed' | 'taken' | 'breached' | 'lastDay' | 'lastWeek' | 'more'
  >
  & { oldest?: Instant };

/** The figures of a desk from the keys of its lists. */
export const figuresOf = (
  desk: Desk,
  { waiting, snoozed, held, late, settled }: Awaited<ReturnType<typeof countAt>>,
  now: Instant,
): Figures => {
  const week = settled.keys.map(settledOf);
  const yesterday = after(now, -days(1));
  const oldest = [...waiting.keys.slice(0, 1), ...snoozed.keys.slice(0, 1)].map((place) => sinceOf(desk, place)).sort();
  return {
    waiting: waiting.keys.length,
    snoozed: snoozed.keys.length,
    taken: held.keys.length,
    breached: late.keys.length,
    ...(oldest[0] && { oldest: oldest[0] }),
    lastDay: throughput(desk, week.filter(({ at }) => at > yesterday)),
    lastWeek: throughput(desk, week),
    more: [waiting, snoozed, held, late, settled].some(({ more }) => more),
  };
};
