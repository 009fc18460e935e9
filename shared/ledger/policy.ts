import { hours } from '../kernel/values/clock.ts';

/**
 * How long after its end a day is closed. An entry carries the time at which its run began, and no run lasts longer
 * than 15 minutes: nothing is posted on a closed day.
 */
export const closingDelay = hours(1);

/**
 * What is summed up at a time, so that a run that is cut off has done most of its work: an hour, and twice as much each
 * time while there are few entries.
 */
export const firstSpan = hours(1);
export const fewEntries = 50_000;

/** How many days are closed at a time, so that they fit one transaction. */
export const daysAtOnce = 50;

/**
 * How many entries one part of the check of balances is for. It holds a sum for each owner that it meets: some 100,000,
 * of 200 bytes each.
 */
export const entriesPerPart = 500_000;

/** Days that one check of balances catches up with, at the most. */
export const daysPerCheck = 31;

/** How many balances are looked at again in an hour without a check, whether they were touched or not. */
export const lookedAtAgain = 5000;

/** Postings of one correction: with what they do to balances, in all sub-balances, they fit one transaction. */
export const maxPostings = 12;

/** How many entries of a day are looked through for one page of an account's: some seconds of reading. */
export const mostLookedThrough = 10_000;
