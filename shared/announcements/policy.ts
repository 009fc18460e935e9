import { days, seconds, type Duration } from '../kernel/values/clock.ts';

/** People of one message to the queue: each is read with two requests, and told in a transaction of his own. */
export const pageSize = 50;

/** How long before a date an announcement may be scheduled. */
export const longestAhead: Duration = days(90);

/** Between two minutes' shares: deadlines are swept every minute, so that the next sweep finds this one. */
export const pause: Duration = seconds(30);
