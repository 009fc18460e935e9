import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/change.ts';
import { after, days, type Instant } from '../kernel/clock.ts';
import { derivedId, type AccountId, type Id } from '../kernel/ids.ts';
import type { Entry } from '../ledger/public.ts';
import type { StatementLine } from '../payments/public.ts';
import { discrepancyFound, discrepancyResolved } from './events.ts';
import { longestRun } from './policy.ts';

/**
 * `missing`: the ledger has it, the provider does not. `extra`: the other way round. `different`: both, but not the
 * same amount.
 */
export type DiscrepancyKind = z.infer<typeof DiscrepancyKind>;
export const DiscrepancyKind = z.enum(['missing', 'extra', 'different']);

export type DiscrepancyState = z.infer<typeof DiscrepancyState>;
export const DiscrepancyState = z.enum(['open', 'resolved']);
const steps = { resolve: { from: ['open'], to: 'resolved' } } as const satisfies Steps<DiscrepancyState>;

/** Something on which the provider and the ledger disagree, until a person has settled it. */
export interface Discrepancy extends Versioned {
  readonly id: Id<'discrepancy'>;
  readonly date: string;
  readonly kind: DiscrepancyKind;
  readonly state: DiscrepancyState;
  readonly type: Movement;
  readonly reference: string;
  /** The provider's: it may have moved one that the platform does not trade in. */
  readonly currency: string;
  /** Minor units; money that reached the provider is positive. */
  readonly ledger?: number | undefined;
  readonly provider?: number | undefined;
  readonly resolution?: { readonly note: string; readonly by: AccountId; readonly at: Instant };
}

/** How the comparison of one UTC day came out. Its id is the date. */
export interface Reconciliation extends Versioned {
  readonly id: string;
  readonly matched: number;
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly at: Instant;
}

type Movement = StatementLine['type'];

/** A movement of money at the provider, as one side knows it. */
interface Side {
  readonly type: Movement;
  readonly reference: string;
  readonly currency: string;
  amount: number;
}

/** The entries that the provider's statement has a line for. */
const movements: Partial<Record<Entry['kind'], Movement>> = {
  'capture': 'capture',
  'unallocated-capture': 'capture',
  'refund-succeeded': 'refund',
  'payout-paid': 'payout',
  'payout-returned': 'payout-return',
};

const keyOf = ({ type, reference, currency }: Omit<Side, 'amount'>): string => `${type} ${reference} ${currency}`;

const gather = (sides: Iterable<Side>): Map<string, Side> => {
  const found = new Map<string, Side>();
  for (const side of sides) {
    const known = found.get(keyOf(side));
    if (known) known.amount += side.amount;
    else found.set(keyOf(side), { ...side });
  }
  return found;
};

const ledgerSides = (entries: readonly Entry[]): Side[] =>
  entries.flatMap(({ kind, reference, postings }) => {
    const type = movements[kind];
    if (!type || !reference) return [];
    return postings.filter(({ account }) => account.startsWith('provider-clearing:'))
      .map(({ amount: { amount, currency } }) => ({ type, reference, currency, amount }));
  });

const providerSides = (lines: readonly StatementLine[]): Side[] =>
  lines.map(({ type, reference, amount: { amount, currency } }) => ({ type, reference, currency, amount }));

/**
 * The two sides of one UTC day and what lies around it: the provider moves money before we hear of it, perhaps before
 * midnight.
 */
export interface Books {
  /** The provider's statements of the day before, and of the day itself. */
  readonly before: readonly StatementLine[];
  readonly day: readonly StatementLine[];
  /** The ledger's entries since `judgedFrom` the day, up to now. */
  readonly entries: readonly Entry[];
}

/**
 * From when on, and for one day, entries are judged with this day: one that was begun just before midnight may be booked
 * by the provider after it.
 */
export const judgedFrom = (date: string): Instant => after(`${date}T00:00:00.000Z` as Instant, -longestRun);

/**
 * Compares a day. Each movement is matched by its kind and reference; the outcome does not depend on the order of
 * either side.
 */
export const compare = (
  date: string,
  { before, day, entries }: Books,
  now: Instant,
): { report: Change<Reconciliation>; found: Change<Discrepancy>[] } => {
  const ours = gather(ledgerSides(entries));
  const from = judgedFrom(date);
  const judged = gather(ledgerSides(entries.filter(({ at }) => at >= from && at < after(from, days(1)))));
  const theirs = gather(providerSides(day));
  const theirsBefore = gather(providerSides(before));
  const found: Change<Discrepancy>[] = [];
  let matched = 0;
  const differ = (
    kind: DiscrepancyKind,
    { type, reference, currency }: Side,
    ledger?: number,
    provider?: number,
  ): void => {
    const id = derivedId('discrepancy', `${date} ${kind} ${type} ${reference} ${currency}`);
    found.push(
      created<Discrepancy>(
        { id, date, kind, state: 'open', type, reference, currency, ledger, provider },
        discrepancyFound({ discrepancyId: id, date, kind, reference }),
      ),
    );
  };
  for (const [key, line] of theirs) {
    const entry = ours.get(key);
    if (!entry) differ('extra', line, undefined, line.amount);
    else if (entry.amount === line.amount) matched += 1;
    else differ('different', line, entry.amount, line.amount);
  }
  for (const [key, entry] of judged) {
    if (!theirs.has(key) && !theirsBefore.has(key)) differ('missing', entry, entry.amount);
  }
  const count = (kind: DiscrepancyKind): number => found.filter(({ after }) => after.kind === kind).length;
  return {
    found,
    report: created<Reconciliation>({
      id: date,
      matched,
      missing: count('missing'),
      extra: count('extra'),
      different: count('different'),
      at: now,
    }),
  };
};

/** A person has settled it. @throws Problem illegal-step when somebody has already */
export const resolveDiscrepancy = (
  discrepancy: Discrepancy,
  note: string,
  by: AccountId,
  now: Instant,
): Change<Discrepancy> =>
  move<DiscrepancyState, typeof steps, Discrepancy>(steps, discrepancy, 'resolve', {
    resolution: { note, by, at: now },
  }, discrepancyResolved({ discrepancyId: discrepancy.id, note, at: now }));
