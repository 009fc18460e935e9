import { days, hours, minutes, type Duration } from '../kernel/values/clock.ts';
import type { Category, Channel } from '../kernel/policy/notice.ts';

/**
 * What reaches people where, unless they choose otherwise. `always` cannot be switched off: whoever has taken over an
 * account must not be able to keep its owner from hearing of it, and money is never moved in silence.
 */
export const reach: Readonly<Record<Category, 'always' | Readonly<Record<Channel, boolean>>>> = {
  security: 'always',
  money: 'always',
  order: { mail: true, text: true, push: true },
  shop: { mail: true, text: true, push: true },
  work: { mail: true, text: false, push: true },
  news: { mail: true, text: false, push: true },
  // Only for those who have asked for it.
  marketing: { mail: false, text: false, push: false },
};

/** Whether nobody can switch this category off. Nor does it wait for the end of quiet hours. */
export const isFixed = (category: Category): boolean => reach[category] === 'always';

/** How long a message stands in an inbox, with what became of it: each carries its end when it is written. */
export const messageKept: Duration = days(90);

/** Browsers of one account that take pushes; then the one that was added first makes room. */
export const maxDevices = 10;

/**
 * For how long a message counts as being sent. No sender lives longer: after that, the one who took it has died, and
 * nobody knows whether the message has gone out.
 */
export const sendingFor: Duration = minutes(1);

/** When a mail is tried again after a soft bounce (a full mailbox, a server that is down); after the last, it is given up. */
export const softBounceWaits: readonly Duration[] = [hours(1), hours(6), hours(24)];
