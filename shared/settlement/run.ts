import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import { settlementExported } from './events.ts';
import { exportAttempts } from './policy.ts';

/**
 * `closed`: it has waited long enough for the merchants that have no statement, and issues none any more; their earnings
 * are left to the next day's settlement.
 */
export type RunState = z.infer<typeof RunState>;
export const RunState = z.enum(['running', 'closed', 'exported']);

/** The settlement of one UTC day. Its id is the date. */
export interface SettlementRun extends Versioned {
  readonly id: string;
  /** How many merchants had something to be settled when it started. */
  readonly merchants: number;
  /** The ledger's entries that its files hold: from one moment up to another. */
  readonly ledgerFrom: Instant;
  readonly ledgerTo: Instant;
  readonly state: RunState;
  readonly startedAt: Instant;
  readonly exportedAt?: Instant;
}

/** Up to where days have been exported and reconciled, so that no day is left out when a run was missed. */
export interface Progress extends Versioned {
  readonly id: 'exported' | 'reconciled';
  readonly upTo: Instant;
}

export const startRun = (
  date: string,
  merchants: number,
  ledgerFrom: Instant,
  now: Instant,
): Change<SettlementRun> =>
  created<SettlementRun>({
    id: date,
    merchants,
    ledgerFrom,
    ledgerTo: `${date}T00:00:00.000Z` as Instant,
    state: 'running',
    startedAt: now,
  });

/** Issues no statement any more. */
export const closeRun = (run: SettlementRun): Change<SettlementRun> => changed<SettlementRun>(run, { state: 'closed' });

/**
 * What the export is to do at its `attempt`, counted from 1: write the files as soon as nobody is missing, else wait.
 * After the last attempt the run is closed, and written one wait later, when whoever was still settling as it was closed
 * has ended. So no statement is issued of a day whose files have been read together.
 */
export const exportStep = (
  { state }: SettlementRun,
  missing: number,
  attempt: number,
): 'write' | 'wait' | 'close' | 'nothing' => {
  if (state === 'exported') return 'nothing';
  if (missing === 0) return 'write';
  // The attempt that has closed the run may come twice.
  if (state === 'closed') return attempt > exportAttempts ? 'write' : 'nothing';
  return attempt < exportAttempts ? 'wait' : 'close';
};

/** The files have been written: nothing of this day changes any more. */
export const finishRun = (run: SettlementRun, files: number, now: Instant): Change<SettlementRun> =>
  changed<SettlementRun>(
    run,
    { state: 'exported', exportedAt: now },
    settlementExported({ date: run.id, files, at: now }),
  );

/** Moves a mark of progress on. */
export const advanceTo = (
  id: Progress['id'],
  before: Progress | undefined,
  upTo: Instant,
): Change<Progress> => (before ? changed<Progress>(before, { upTo }) : created<Progress>({ id, upTo }));
