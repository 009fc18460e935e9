import { created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Desk } from '../kernel/policy/desk.ts';
import { deskCounted } from './events.ts';

/** What waited at a desk on one day. There is one count a day. */
export interface DeskCount extends Versioned {
  readonly waiting: number;
  readonly late: number;
  readonly oldest: Instant;
}

export const countIdOf = ({ deskName }: Desk, date: string): string => `${deskName}#${date}`;

/** Tells those at the desk what waits for them. */
export const countDesk = (desk: Desk, count: Omit<DeskCount, 'id' | 'version'>, date: string): Change<DeskCount> =>
  created<DeskCount>(
    { id: countIdOf(desk, date), ...count },
    deskCounted({ desk: desk.deskName, date, tell: desk.roles[0], ...count }),
  );
