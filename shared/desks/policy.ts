import { days } from '../kernel/values/clock.ts';

/**
 * For how long something can be put off at once. No policy: its clocks run on meanwhile, and it is they that say how long
 * something may wait.
 */
export const longestSnooze = days(7);

/** Rows that a figure counts; of what is more, it says so. */
export const countedRows = 10_000;
