import { days, hours, minutes, type Instant } from '../kernel/values/clock.ts';
import { nextLook as lookAgain } from '../kernel/store/waiting.ts';

/** How old a notice of the provider may be. An older one is a replay. */
export const noticeAge = minutes(5);

/** How long a payment or a refund may wait for the provider's notice before we ask. */
export const patience = minutes(2);

/** How long a refund may be on its way, out of our books and not confirmed, before a person looks after it. */
export const lateAfter = days(3);

/** When to ask the provider again: not before `patience`, and at least every hour. */
export const nextLook = (since: Instant, now: Instant): Instant =>
  lookAgain(since, now, { soonest: patience, latest: hours(1) });
