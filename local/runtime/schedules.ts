/** Fires the recurring schedules by the local clock. */
import { randomUUID } from 'node:crypto';
import type { ScheduleSpec } from '../deployment/deployment.ts';
import { nextOccurrence } from './schedule-expression.ts';
import type { Place } from '../services/types.ts';
import type { MovableClock } from '../shifted-clock.ts';

export interface SchedulesOptions {
  readonly clock: MovableClock;
  readonly place: Place;
  /** Runs the function until it succeeds or its attempts are used up. */
  readonly invoke: (functionName: string, event: unknown) => Promise<void>;
}

export interface Schedules {
  /** Replaces the schedules; one that has not changed keeps its next occurrence. */
  deploy(specs: readonly ScheduleSpec[]): void;
  /**
   * To be called after the clock has moved: each schedule that has missed an occurrence fires once, the most frequent
   * first, and `between` is awaited before less frequent ones, so that what the minute's sweep sets off is done before
   * the day's run starts.
   */
  catchUp(between: () => Promise<void>): Promise<void>;
  /** Fires the schedules of a function now. Resolves when it has run. Returns how many there are. */
  run(functionName: string): Promise<number>;
  list(): readonly {
    readonly name: string;
    readonly functionName: string;
    readonly expression: string;
    readonly next: string;
  }[];
  stop(): void;
}

interface Planned {
  readonly spec: ScheduleSpec;
  next: number;
}

const longestTimer = 2 ** 31 - 1;

export const createSchedules = ({ clock, place, invoke }: SchedulesOptions): Schedules => {
  let planned: Planned[] = [];
  let timer: NodeJS.Timeout | undefined;
  let catchingUp = false;

  const fire = async ({ spec }: Planned, at: number): Promise<void> => {
    await invoke(spec.functionName, scheduledEvent(spec, at, place));
  };

  /** The schedules whose time has come, each moved on to its next occurrence. */
  const takeDue = (): { schedule: Planned; at: number; period: number }[] => {
    const now = clock.now();
    return planned
      .filter(({ next }) => next <= now)
      .map((schedule) => {
        const at = schedule.next;
        schedule.next = nextOccurrence(schedule.spec.expression, schedule.spec.timeZone, now);
        const following = nextOccurrence(schedule.spec.expression, schedule.spec.timeZone, schedule.next);
        return { schedule, at, period: following - schedule.next };
      });
  };

  const arm = (): void => {
    clearTimeout(timer);
    if (planned.length === 0 || catchingUp) return;
    const wait = Math.min(...planned.map(({ next }) => next)) - clock.now();
    timer = setTimeout(
      () => {
        // It rejects only when the cloud stops meanwhile.
        for (const { schedule, at } of takeDue()) fire(schedule, at).catch(() => undefined);
        arm();
      },
      Math.min(Math.max(wait, 0), longestTimer),
    );
  };

  return {
    deploy: (specs) => {
      const unchanged = new Map(planned.map((schedule) => [JSON.stringify(schedule.spec), schedule]));
      planned = specs.map(
        (spec) =>
          unchanged.get(JSON.stringify(spec)) ?? {
            spec,
            next: nextOccurrence(spec.expression, spec.timeZone, clock.now()),
          },
      );
      arm();
    },
    catchUp: async (between) => {
      catchingUp = true;
      clearTimeout(timer);
      try {
        const due = [...Map.groupBy(takeDue(), ({ period }) => period)].sort(([a], [b]) => a - b);
        for (const [, alike] of due) {
          await Promise.all(alike.map(({ schedule, at }) => fire(schedule, at)));
          await between();
        }
      } finally {
        catchingUp = false;
        arm();
      }
    },
    run: async (functionName) => {
      const wanted = planned.filter(({ spec }) => spec.functionName === functionName);
      for (const schedule of wanted) await fire(schedule, clock.now());
      return wanted.length;
    },
    list: () =>
      planned.map(({ spec, next }) => ({
        name: spec.name,
        functionName: spec.functionName,
        expression: spec.expression,
        next: new Date(next).toISOString(),
      })),
    stop: () => {
      catchingUp = true;
      clearTimeout(timer);
    },
  };
};

/**
 * The template's input with Scheduler's context attributes filled in, or the event that Scheduler sends without one.
 */
const scheduledEvent = ({ name, input }: ScheduleSpec, at: number, { region, accountId }: Place): unknown => {
  const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  const id = randomUUID();
  const arn = `arn:aws:scheduler:${region}:${accountId}:schedule/default/${name}`;
  if (input !== undefined) {
    return JSON.parse(
      input
        .replaceAll('<aws.scheduler.scheduled-time>', time)
        .replaceAll('<aws.scheduler.schedule-arn>', arn)
        .replaceAll('<aws.scheduler.execution-id>', id)
        .replaceAll('<aws.scheduler.attempt-number>', '1'),
    );
  }
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: accountId,
    time,
    region,
    resources: [arn],
    detail: '{}',
  };
};
