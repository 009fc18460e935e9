import { expect } from 'vitest';
import type { Instant } from '../../../shared/kernel/values/clock.ts';
import type { Change } from '../../../shared/kernel/store/change.ts';
import type { Entry } from '../../../shared/ledger/public.ts';
import type { ProviderStatement, StatementLine } from '../../../shared/payments/public.ts';
import {
  comparePart,
  finish,
  onClearing,
  type Discrepancy,
  type Reconciliation,
} from '../../../shared/settlement/reconciliation/reconciliation.ts';
import { ofPart } from '../../../shared/settlement/reconciliation/reconciling.ts';

interface Books {
  readonly provider: string;
  readonly before: Pick<ProviderStatement, 'lines'>;
  readonly day: ProviderStatement;
  readonly entries: readonly Entry[];
  readonly last?: Pick<Reconciliation, 'held'> | undefined;
}

const inParts = (date: string, { provider, before, day, entries, last }: Books, parts: number, now: Instant) => {
  const compared = Array.from({ length: parts }, (_, part) => {
    const concerns = ofPart({ id: date, version: 1, parts }, part);
    const mine = (lines: readonly StatementLine[]) => lines.filter(({ reference }) => concerns(reference));
    return comparePart(date, {
      before: { lines: mine(before.lines) },
      day: { ...day, lines: mine(day.lines) },
      posted: entries.flatMap((entry) => onClearing(entry, concerns)),
    }, now);
  });
  const { report, found } = finish(date, { provider, parts: compared.map((one) => one.compared), last }, now);
  const movements = compared.flatMap((one) => one.movements).map((one) => JSON.stringify(one)).toSorted();
  return { report, movements, found: [...compared.flatMap((one) => one.found), ...found] };
};

/** Compares a day, as the schedule has it done: in one part, and in several, which must come to the same. */
export const compare = (
  date: string,
  books: Books,
  now: Instant,
): { report: Change<Reconciliation>; found: Change<Discrepancy>[] } => {
  const [whole, divided] = [inParts(date, books, 1, now), inParts(date, books, 5, now)];
  const ids = ({ found }: typeof whole): string[] => found.map(({ after: { id } }) => id).toSorted();
  expect(divided.report).toEqual(whole.report);
  expect(divided.movements).toEqual(whole.movements);
  expect(ids(divided)).toEqual(ids(whole));
  return whole;
};
