import { days } from '../kernel/clock.ts';

/** For how long something can be put off at once. Its clocks run on meanwhile. */
export const longestSnooze = days(7);

/** Rows that a figure counts; of what is more, it says so. */
export const countedRows = 10_000;
