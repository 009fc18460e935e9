import type { Role } from '../kernel/doors/contract.ts';
import { created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { desksCounted } from './events.ts';

/** What waits at one desk. */
export interface Waiting {
  readonly desk: string;
  readonly waiting: number;
  readonly late: number;
  readonly oldest: Instant;
}

/** What waited at the desks of a role on one day. There is one count a day. */
export interface DeskCount extends Versioned {
  readonly desks: readonly Waiting[];
}

export const countIdOf = (role: Role, date: string): string => `${role}#${date}`;

/** Tells those who work at some desks what waits there, the desk with what has waited longest first. */
export const countDesks = (tell: Role, waiting: readonly Waiting[], date: string): Change<DeskCount> => {
  const desks = waiting.toSorted((a, b) => (a.oldest < b.oldest ? -1 : 1));
  return created<DeskCount>({ id: countIdOf(tell, date), desks }, desksCounted({ date, tell, desks: [...desks] }));
};
