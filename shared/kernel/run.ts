import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { namesOf } from './access.ts';
import { calendarOf, type Calendar } from './calendar.ts';
import { instant, type Instant } from './clock.ts';
import { transact, type Writes } from './commit.ts';
import type { Contract } from './contract.ts';
import { env } from './env.ts';
import { idsAt, type NewId } from './ids.ts';
import { invocation, within } from './invocation.ts';
import { stageMetrics } from './metrics.ts';

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

/** One line of CloudWatch's embedded metric format (EMF) a run: it is the "completed" line of the log as well. */
const measure = (duration: number): void => {
  const { useCase, correlationId, used, spent } = invocation();
  const metrics = stageMetrics();
  // Not a dimension: each would be four metrics of its own, at a monthly price. Lambda's own metrics tell the functions
  // apart.
  metrics.addMetadata('useCase', useCase);
  metrics.addMetadata('correlationId', correlationId);
  metrics.addMetadata('used', [...used].join(' '));
  metrics.addMetric('duration', MetricUnit.Milliseconds, Math.round(duration * 100) / 100);
  metrics.addMetric('roundTrips', MetricUnit.Count, spent.roundTrips);
  metrics.addMetric('readUnits', MetricUnit.Count, spent.readUnits);
  metrics.addMetric('writeUnits', MetricUnit.Count, spent.writeUnits);
  metrics.publishStoredMetrics();
};

/** Commits with what a door owes besides: its idempotency record (with the answer in it) or its inbox item. */
export const commitWith =
  (owed: (answer: unknown) => Writes[number]) => async <A>({ writes, answer }: Outcome<A>): Promise<A> => {
    await transact([owed(answer), ...writes]);
    return answer as A;
  };

/** A Lambda handler. */
export type Handler<E, R> = (event: E, context: Context) => Promise<R>;
