import { days, minutes } from '../kernel/values/clock.ts';

/**
 * What one statement settles; more makes a further part. So many earnings fit, with the statement's own items, one
 * transaction of 100 actions; so many lines, of some 250 bytes each, fit an item of 400 KB. An order has fewer lines.
 * A debt takes the room of two earnings: its own, and that of the desk where somebody may think about it.
 */
export const perStatement = { earnings: 80, lines: 1000, debts: 20 };

/** How long an earning waits, once its window is over, before its order is looked at again: its buyer wants money back. */
export const disputeLookAgain = days(1);

/** A payout without news is asked about after this long, and again after as long. */
export const askPayoutAfter = minutes(30);

/** How long a payout may be on its way, out of our books and not confirmed, before a person looks after it. */
export const lateAfter = days(3);

/**
 * How long before its posting an entry may be dated: it has the time at which its run began, before the provider was
 * asked, and no run lasts longer.
 */
export const longestRun = minutes(15);

/**
 * How many entries one part of a reconciliation is for. It holds those that moved money at the provider, and the lines of
 * the provider's statement about them: a fifth of them each, of some 400 bytes.
 */
export const perReconciledPart = 500_000;

/** Fees that are booked in one transaction, which has at the most 100 actions. */
export const feesAtOnce = 90;

/** Of how many waiting payouts one run has each shard asked about; what is over the limit comes first in the next. */
export const payoutsPerRun = 5000;

/**
 * What one part of a day's export is for: half a million entries take it a minute, and some shops have thousands of
 * statements.
 */
export const perExportPart = { entries: 500_000, shops: 500 };

/** Parts of a day's export, of each kind, at the most. */
export const mostExportParts = 100;

/** What is written at a time, and all that a part holds of a day: files of some 20 MB. */
export const perFile = { entries: 50_000, lines: 50_000 };
