import * as z from 'zod';
import type { Instant } from './clock.ts';
import { Problem } from '../problems.ts';

/** A part of a price in basis points (10 % = 1000). */
export const BasisPoints = z.int().min(0).max(10_000).meta({ rate: true });

/** Something that holds from a moment on, until the next of its list begins: two can neither overlap nor leave a gap. */
interface Beginning {
  readonly from: Instant;
}

/** What holds at a moment; undefined before the first begins. */
export const holdingAt = <B extends Beginning>(list: readonly B[], at: Instant): B | undefined =>
  list.findLast(({ from }) => from <= at);

/**
 * The list with one more; what was to begin then or later is dropped, so that a mistake can be put right before it counts.
 * @throws Problem rate-in-the-past
 */
export const withNext = <B extends Beginning>(list: readonly B[], next: B, now: Instant): B[] => {
  if (next.from < now) throw new Problem('rate-in-the-past', `It is ${now} already`);
  return [...list.filter(({ from }) => from < next.from), next];
};
