import type { Context } from 'aws-lambda';
import { namesOf } from './access.ts';
import { calendarOf, type Calendar } from '../values/calendar.ts';
import { instant, type Instant } from '../values/clock.ts';
import { transact, type Writes } from '../store/commit.ts';
import type { Contract } from './contract.ts';
import { env } from '../env.ts';
import { idsAt, type NewId } from '../values/ids.ts';
import { invocation, within } from './invocation.ts';
import { log } from '../log.ts';

/** What every door gives its handler. */
export interface Given {
  /** The one time that this run knows. */
  readonly now: Instant;
  /** The stage's business days. */
  readonly calendar: Calendar;
  readonly newId: NewId;
}

/** What a handler wants written, all or nothing, and what it then answers. */
export interface Outcome<A> {
  readonly writes: Writes;
  readonly answer?: A;
}

interface Origin {
  readonly correlationId: string;
  readonly causationId: string;
}

/** Prepares to run one use case: each run sets the scene, is measured, and says in one line what it cost. */
export const runner = ({ touches, emits = [] }: Contract) => {
  const allowed = new Set(touches.flatMap(namesOf));
  const told = new Set(emits.map(({ eventName }) => eventName));
  return <R>(origin: Origin, work: (given: Given) => Promise<R>): Promise<R> => {
    const now = instant(Date.now());
    const useCase = env('USE_CASE');
    const calendar = calendarOf(env('ZONE'));
    const started = performance.now();
    const spent = { roundTrips: 0, readUnits: 0, writeUnits: 0 };
    return within(
      { useCase, now, calendar, ...origin, actor: useCase, allowed, emits: told, used: new Set(), spent },
      async () => {
        try {
          return await work({ now, calendar, newId: idsAt(now) });
        } finally {
          measure(performance.now() - started);
        }
      },
    );
  };
};

/** Says what the run took. No metric: each would be billed in every hour in which a schedule runs, and nobody looks at it. */
const measure = (duration: number): void => {
  const { used, spent } = invocation();
  log.info('completed', { duration: Math.round(duration * 100) / 100, ...spent, used: [...used].join(' ') });
};

/** Commits with what a door owes besides: its idempotency record (with the answer in it) or its inbox item. */
export const commitWith =
  (owed: (answer: unknown) => Writes[number]) => async <A>({ writes, answer }: Outcome<A>): Promise<A> => {
    await transact([owed(answer), ...writes]);
    return answer as A;
  };

/** A Lambda handler. */
export type Handler<E, R> = (event: E, context: Context) => Promise<R>;
