import { hours } from '../kernel/clock.ts';

/**
 * How long after its end a day is closed. An entry carries the time at which its run began, and no run lasts longer
 * than 15 minutes: nothing is posted on a closed day.
 */
export const closingDelay = hours(1);

/** How many days one run closes, so that they fit one transaction; the next run goes on. */
export const daysAtOnce = 50;
