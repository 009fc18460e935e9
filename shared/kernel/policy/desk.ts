import * as z from 'zod';
import { after, type Duration, type Instant } from '../values/clock.ts';
import type { Role } from '../doors/contract.ts';
import type { AccountId } from '../values/ids.ts';
import { lasting, rulebook, type Rulebook } from './rulebook.ts';

/** From the moment from which something waits: until somebody has taken it, and until it is settled. */
export interface DeskClock {
  readonly firstAnswer: Duration;
  readonly resolution: Duration;
}

/** Where things wait for a person: declared once, by the context whose things they are. */
export interface Desk<S extends z.ZodObject = z.ZodObject, N extends string = string> {
  readonly deskName: N;
  readonly summary: string;
  /** Who works at it. The first of them is told of what nobody has taken in time. */
  readonly roles: readonly [Role, ...Role[]];
  /** Who sees what waits there, and may note something on it, without a part in how it is settled. */
  readonly watch?: readonly Role[];
  /** What one item shows. */
  readonly shows: S;
  /** A valid example of it. */
  readonly sample: unknown;
  /** A rulebook: what waits goes by the version that was in force when its wait began. */
  readonly clock: Rulebook<DeskClock>;
  /** Who is told of what is not settled in time; may do at this desk what those at it may. */
  readonly escalate: Role;
  /**
   * What can be done with an item: ids of use cases (`payments/resolve-payment-exception`). Whoever does it takes the
   * item; nobody does it with what a colleague has taken.
   */
  readonly actions: readonly string[];
}

/** Declares a desk: `desk('payment-exceptions', { … })`; with its clock as long as nobody has decided upon another. */
export const desk = <const N extends string, S extends z.ZodObject>(
  deskName: N,
  { clock, ...spec }: Omit<Desk<S, N>, 'deskName' | 'clock'> & { readonly clock: Written<DeskClock> },
): Desk<S, N> => ({ deskName, ...spec, clock: clockOf(deskName, clock) });

/** Lengths of time as a rulebook's values are written: `PT24H`, `P7D`. */
type Written<T> = { readonly [K in keyof T]: string };

const clockOf = (deskName: string, initial: Written<DeskClock>): Rulebook<DeskClock> =>
  rulebook(
    `${deskName}-clock`,
    1,
    z.strictObject({
      firstAnswer: lasting('PT5M', 'P30D').describe('How long something may wait for somebody to take it'),
      resolution: lasting('PT15M', 'P90D').describe('How long something may wait to be settled'),
    }).refine(({ firstAnswer, resolution }) => firstAnswer <= resolution, {
      path: ['resolution'],
      message: 'must not be shorter than the time for the first answer',
    }),
    initial,
    {
      summary: `How long something may wait at the desk ${deskName} before those are told who answer for it.`,
      // Who is measured by a clock does not set it alone.
      propose: ['operator', 'admin'],
      approve: ['operator', 'admin'],
    },
  );

/** That something waits: since when, and what the desk shows of it. */
export interface Waiting<S> {
  /** When it waits anew, it is another: nobody has taken it, and its clocks start again. */
  readonly since: Instant;
  readonly shows: S;
}

/** When the things of an aggregate wait at a desk. */
export interface Placing<T> {
  readonly desk: Desk;
  readonly waiting: (state: T) => Waiting<unknown> | undefined;
}

/** Says of a state whether it waits at a desk: `waitsAt(paymentExceptionDesk, ({ state, … }) => …)`. */
export const waitsAt = <T, S extends z.ZodObject>(
  at: Desk<S>,
  waiting: (state: T) => Waiting<z.input<S>> | undefined,
): Placing<T> => ({ desk: at as unknown as Desk, waiting });

/** Which clock of a desk: until somebody has taken an item, or until it is settled. */
export type Clock = z.infer<typeof Clock>;
export const Clock = z.enum(['first-answer', 'resolution']);

/** One thing at one desk: what the thing's own state says of it, and what people have done with it. */
export interface DeskItem {
  readonly desk: string;
  /** The thing's. */
  readonly id: string;
  readonly version: number;
  readonly since: Instant;
  /** When it should have been taken, and settled, by the clock in force when its wait began. */
  readonly answerBy: Instant;
  readonly resolveBy: Instant;
  readonly shows: unknown;
  /** Who sees to it now. */
  readonly holder?: AccountId | undefined;
  /** Who took it first, and stays accountable whoever holds it. */
  readonly accountable?: AccountId | undefined;
  readonly takenAt?: Instant | undefined;
  readonly snoozedUntil?: Instant | undefined;
  readonly answerMissedAt?: Instant | undefined;
  readonly resolutionMissedAt?: Instant | undefined;
  readonly settledAt?: Instant | undefined;
  /** An account; or the use case that ended the wait, when it was nobody at the desk. */
  readonly settledBy?: string | undefined;
}

/** When what waits since then should have been taken, and settled. */
export const dueOf = (
  { firstAnswer, resolution }: DeskClock,
  since: Instant,
): Pick<DeskItem, 'answerBy' | 'resolveBy'> => ({
  answerBy: after(since, firstAnswer),
  resolveBy: after(since, resolution),
});
