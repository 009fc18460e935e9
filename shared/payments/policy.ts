import { after, between, hours, minutes, type Instant } from '../kernel/clock.ts';

/** How old a notice of the provider may be. An older one is a replay. */
export const noticeAge = minutes(5);

/** How long a payment or a refund may wait for the provider's notice before we ask. */
export const patience = minutes(2);

/**
 * When to ask again about what has waited since then: ever more seldom, after a quarter of the time that it has waited
 * already. Nobody hears of a lost notice much later than that, and what never ends costs little.
 */
export const nextLook = (since: Instant, now: Instant): Instant =>
  after(now, Math.min(Math.max(between(since, now) / 4, patience), hours(1)));

/** How many of what is due are asked about in one run, in each partition of the list. What is over the limit comes first in the next. */
export const pollLimit = 500;

/** Payments that a buyer may owe at once: each holds stock until it is paid, cancelled or expired. */
export const maxUnpaid = 10;

/** Attempts at one payment: each asks the provider, and a tester of stolen cards makes many. */
export const maxAttempts = 10;
