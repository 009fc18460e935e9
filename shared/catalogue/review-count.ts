import { created, type Change } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import { reviewsCounted } from './events.ts';

/** How many listings waited for a review on one day. */
export interface ReviewCount {
  /** The business day: there is one count a day. */
  readonly id: string;
  readonly version: number;
  readonly waiting: number;
  readonly oldest?: Instant | undefined;
}

/** A submission that waits. */
export interface Waiting {
  readonly submittedAt?: Instant;
}

/** @param waiting the longest waiting first */
export const countReviews = (waiting: readonly Waiting[], date: string): Change<ReviewCount> => {
  const count = { waiting: waiting.length, oldest: waiting[0]?.submittedAt };
  return created<ReviewCount>({ id: date, ...count }, reviewsCounted({ date, ...count }));
};
