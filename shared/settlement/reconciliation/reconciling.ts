import { created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { dateAfter } from '../../kernel/values/calendar.ts';
import { utcDateOf, type Instant } from '../../kernel/values/clock.ts';
import { isOfPart } from '../../kernel/store/parts.ts';
import type { ExportFile, WrittenFile } from '../export.ts';
import { perReconciledPart } from '../policy.ts';
import type { Compared } from './reconciliation.ts';

/**
 * The comparison of one of the provider's days while it lasts. A part holds the references of one hash, so that parts run
 * at the same time in bounded memory. Its id is the date.
 */
export interface Reconciling extends Versioned {
  readonly id: string;
  readonly parts: number;
}

/**
 * How one part of it has come out; what it has found, booked and written is kept by then. Its id is the date and its
 * number.
 */
export interface ReconciledPart extends Versioned, Compared {
  readonly id: string;
  readonly files: readonly WrittenFile[];
}

/** Begins with a day, in as many parts as so many entries need. That is decided once. */
export const beginReconciling = (date: string, entries: number): Change<Reconciling> =>
  created<Reconciling>({ id: date, parts: Math.max(1, Math.ceil(entries / perReconciledPart)) });

export const reconciledPartId = (date: string, part: number): string => `${date} ${part}`;

export const partNumbersOf = ({ parts }: Reconciling): number[] => Array.from({ length: parts }, (_, part) => part);

/** Which references a part is about. */
export const ofPart = ({ parts }: Reconciling, part: number) => (reference: string): boolean =>
  isOfPart(reference, part, parts);

/** A part has been compared. */
export const partReconciled = (
  date: string,
  part: number,
  compared: Compared,
  files: readonly ExportFile[],
): Change<ReconciledPart> =>
  created<ReconciledPart>({
    id: reconciledPartId(date, part),
    ...compared,
    files: files.map(({ content: _, ...file }) => file),
  });

/** The next day to be compared, once it is over; days are the provider's, which are UTC days. */
export const nextDay = (upTo: Instant, now: Instant): string | undefined => {
  const date = utcDateOf(upTo);
  return date <= dateAfter(utcDateOf(now), -1) ? date : undefined;
};
