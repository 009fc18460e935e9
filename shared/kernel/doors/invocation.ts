import { AsyncLocalStorage } from 'node:async_hooks';
import type { Calendar } from '../values/calendar.ts';
import type { Instant } from '../values/clock.ts';

/** What is true of one run of one use case. Kept apart from the next run's, so nothing leaks between requests. */
export interface Invocation {
  /** `ordering/place-order` */
  readonly useCase: string;
  /** The one time that this run knows. */
  readonly now: Instant;
  /** The stage's business days. */
  readonly calendar: Calendar;
  /** Follows the work through events, messages and logs. */
  readonly correlationId: string;
  /** The event, message or request that caused this run. */
  readonly causationId: string;
  /** Who acts: an account's id, or the use case itself where nobody is signed in. */
  actor: string;
  /** The operations that its contract declares, and the events. */
  readonly allowed: ReadonlySet<string>;
  readonly emits: ReadonlySet<string>;
  readonly used: Set<string>;
  /** DynamoDB requests, read and write capacity units that this run has used. */
  readonly spent: { roundTrips: number; readUnits: number; writeUnits: number };
}

const storage = new AsyncLocalStorage<Invocation>();

/** The run that this code belongs to. @throws Error outside of a door. */
export const invocation = (): Invocation => {
  const running = storage.getStore();
  if (!running) throw new Error('No use case is running');
  return running;
};

export const within = <R>(running: Invocation, work: () => Promise<R>): Promise<R> => storage.run(running, work);
