import middy from '@middy/core';
import type { Access } from './access.ts';
import { reported } from './consumer.ts';
import type { ScheduleContract } from './contract.ts';
import type { EventDeclaration } from '../events.ts';
import { commitWith, runner, type Given, type Handler, type Outcome } from './run.ts';

interface Spec {
  summary: string;
  /** `minute`, or once a day `at` a time of the stage's zone. */
  every: 'minute' | 'hour' | 'day';
  /** `02:00`, for `every: 'day'`. */
  at?: `${number}:${number}`;
  /** The stage may have it run several times side by side: each does its `share`. */
  inLanes?: boolean;
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  timeout?: number;
  memory?: number;
}

/** What a run is told by its schedule, where there are several side by side. */
export interface Lane {
  /** From 0. */
  readonly lane: number;
  readonly lanes: number;
}

interface ScheduleGiven extends Given {
  /** Of all that is to be done, what this run has to do. */
  readonly share: <T>(all: readonly T[]) => T[];
  readonly commit: (outcome: Outcome<void>) => Promise<void>;
}

/**
 * A use case that recurs. A run may be late, doubled or missed: it does what is due by `now`, and doing it again
 * changes nothing. No problem is final to it: there is always a next run, and one that fails is tried again and parked.
 */
export const schedule = (
  { every, at, inLanes = false, ...spec }: Spec,
  handle: (given: ScheduleGiven) => Promise<void>,
): { contract: ScheduleContract; handler: Handler<unknown, void> } => {
  const contract: ScheduleContract = { ...spec, door: 'schedule', inLanes, expression: expressionOf(every, at) };
  const run = runner(contract);
  const receive = (event: unknown): Promise<void> => {
    const { lane = 0, lanes = 1 } = event as Partial<Lane>;
    const share = <T>(all: readonly T[]): T[] => all.filter((_, i) => i % lanes === lane);
    const origin = crypto.randomUUID();
    return run(
      { correlationId: origin, causationId: origin },
      (given) => reported('schedule-failed', origin, () => handle({ ...given, share, commit: commitWith(() => []) })),
    );
  };
  return { contract, handler: middy<unknown, void>().handler(receive) as Handler<unknown, void> };
};

const expressionOf = (every: Spec['every'], at: Spec['at'] = '0:00'): string => {
  if (every !== 'day') return `rate(1 ${every})`;
  const [hour, minute] = at.split(':').map(Number);
  return `cron(${minute} ${hour} * * ? *)`;
};
