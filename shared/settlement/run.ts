import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { dateAfter } from '../kernel/values/calendar.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Currency, Money } from '../kernel/values/money.ts';
import { settlementExported } from './events.ts';
import { mostExportParts, perExportPart } from './policy.ts';
import type { PayoutSchedule } from './rulebooks.ts';

export type RunState = z.infer<typeof RunState>;
export const RunState = z.enum(['running', 'exported']);

/**
 * The settlement of one business day. Its id is the date. Its files hold what belongs to that day: the statements that
 * were issued on it, and the entries that were posted on it, among them the payouts of these statements.
 */
export interface SettlementRun extends Versioned {
  readonly id: string;
  /** How many merchants had something to be settled when it started. */
  readonly merchants: number;
  /** The ledger's entries that its files hold: from one moment up to another. */
  readonly ledgerFrom: Instant;
  readonly ledgerTo: Instant;
  /** Into how many parts its export is divided, once that has begun. */
  readonly parts?: ExportParts;
  readonly state: RunState;
  /** What the statements of the day pay, one amount for each currency; known once they have all been written. */
  readonly net?: readonly Money[];
  readonly startedAt: Instant;
  readonly exportedAt?: Instant;
}

/** How many parts of a day's export hold the statements of shops, and how many the entries of hours. */
export interface ExportParts {
  readonly statements: number;
  readonly ledger: number;
}

/** Up to where days have been exported and reconciled, so that no day is left out when a run was missed. */
export interface Progress extends Versioned {
  readonly id: 'exported' | 'reconciled';
  readonly upTo: Instant;
}

/** @param ledgerFrom where the files of the day before have ended */
export const startRun = (
  { date, merchants, ledgerFrom, ledgerTo }: {
    date: string;
    merchants: number;
    ledgerFrom: Instant;
    ledgerTo: Instant;
  },
  now: Instant,
): Change<SettlementRun> =>
  created<SettlementRun>({ id: date, merchants, ledgerFrom, ledgerTo, state: 'running', startedAt: now });

/** Whether shops are paid on the business day of this date. */
const isPayday = (date: string, { every, weekday, dayOfMonth }: PayoutSchedule): boolean => {
  const day = new Date(date);
  switch (every) {
    case 'day':
      return true;
    case 'week':
      return (day.getUTCDay() || 7) === weekday;
    case 'month':
      return day.getUTCDate() === dayOfMonth;
  }
};

/**
 * Whether the settlement of the last of these days pays. They are all since the last one that was settled: a payday on
 * which none was started is made up for, and no shop waits another month for it.
 */
export const pays = (dates: readonly string[], schedule: PayoutSchedule): boolean =>
  dates.some((date) => isPayday(date, schedule));

/** The next day after this one on which shops are paid. */
export const nextPayday = (date: string, schedule: PayoutSchedule): string => {
  let next = dateAfter(date, 1);
  while (!isPayday(next, schedule)) next = dateAfter(next, 1);
  return next;
};

/** The least that is paid out in a currency, in minor units. */
export const leastIn = ({ least }: PayoutSchedule, currency: Currency): number =>
  least.find((one) => one.currency === currency)?.amount ?? 0;

/**
 * Whether what a shop can be paid is settled on a payday: when it is enough, or has waited long enough. So is what only
 * repays debts, of which nothing is paid out.
 * @param amount minor units of what was released, after what the shop owes
 * @param since when the first of it was released
 */
export const isWorthPaying = (
  { amount, currency }: Money,
  since: Instant,
  schedule: PayoutSchedule,
  now: Instant,
): boolean => amount <= 0 || amount >= leastIn(schedule, currency) || after(since, schedule.waitsAtMost) <= now;

/**
 * Whether a statement of this day may still be issued: while the day lasts, since the payout's entry bears the moment of
 * issue. What comes later is left to the next day's settlement, and the files can be written once the day is closed.
 */
export const isIssuing = ({ ledgerTo }: SettlementRun, now: Instant): boolean => now < ledgerTo;

/**
 * Begins the export of a day, in as many parts as it needs. That is decided once, so that whoever goes on writes the same
 * files.
 * @param entries about how many the day has
 */
export const beginExport = (run: SettlementRun, entries: number): Change<SettlementRun> => {
  const parts = (things: number, each: number): number =>
    Math.min(Math.max(1, Math.ceil(things / each)), mostExportParts);
  return changed<SettlementRun>(run, {
    parts: { statements: parts(run.merchants, perExportPart.shops), ledger: parts(entries, perExportPart.entries) },
  });
};

/** The numbers of the parts of a day's export; none before it has begun. */
export const partNumbers = ({ parts }: SettlementRun): number[] =>
  Array.from({ length: parts ? parts.statements + parts.ledger : 0 }, (_, part) => part);

/** The files have been written: nothing of this day changes any more. */
export const finishRun = (
  run: SettlementRun,
  { files, net }: { readonly files: number; readonly net: readonly Money[] },
  now: Instant,
): Change<SettlementRun> =>
  changed<SettlementRun>(
    run,
    { state: 'exported', exportedAt: now, net },
    settlementExported({ date: run.id, files, at: now }),
  );

/** Moves a mark of progress on. */
export const advanceTo = (
  id: Progress['id'],
  before: Progress | undefined,
  upTo: Instant,
): Change<Progress> => (before ? changed<Progress>(before, { upTo }) : created<Progress>({ id, upTo }));
