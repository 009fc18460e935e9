import { days, minutes } from '../kernel/clock.ts';

/** After-sales window: what a completed order has earned is released this long after receipt was confirmed. */
export const releaseAfter = days(7);

/**
 * Earnings that one statement settles: with its own items they fit one transaction of 100 actions. More make a further
 * part.
 */
export const earningsPerStatement = 80;

/** How long a settlement run is given before its files are written, and how often it is looked at again. */
export const exportAfter = minutes(15);
export const exportAttempts = 12;

/** A payout without news is asked about after this long. */
export const askPayoutAfter = minutes(30);

/**
 * How long before its posting an entry may be dated: it has the time at which its run began, before the provider was
 * asked, and no run lasts longer.
 */
export const longestRun = minutes(15);

/** Days that one reconciliation run catches up with, at the most. */
export const daysPerReconciliation = 40;
