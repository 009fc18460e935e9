import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/change.ts';
import { after, days, utcMidnight, type Instant } from '../kernel/clock.ts';
import { derivedId, type AccountId, type Id } from '../kernel/ids.ts';
import type { Entry } from '../ledger/public.ts';
import type { ProviderStatement, StatementLine } from '../payments/public.ts';
import { discrepancyFound, discrepancyResolved } from './events.ts';
import { feeOf, isBooked, keptBy } from './fees.ts';
import { longestRun } from './policy.ts';

/**
 * `missing`: the ledger has it, the provider does not. `extra`: the other way round. `different`: both, but not the
 * same amount. `balance`: what the provider holds is not what the ledger says, and the movements do not explain it.
 */
export type DiscrepancyKind = z.infer<typeof DiscrepancyKind>;
export const DiscrepancyKind = z.enum(['missing', 'extra', 'different', 'balance']);

export type DiscrepancyState = z.infer<typeof DiscrepancyState>;
export const DiscrepancyState = z.enum(['open', 'resolved']);
const steps = { resolve: { from: ['open'], to: 'resolved' } } as const satisfies Steps<DiscrepancyState>;

/** Something on which the provider and the ledger disagree, until a person has settled it. */
export interface Discrepancy extends Versioned {
  readonly id: Id<'discrepancy'>;
  readonly date: string;
  readonly kind: DiscrepancyKind;
  readonly state: DiscrepancyState;
  readonly type: Movement | 'balance';
  /** The movement's, or the provider's name. */
  readonly reference: string;
  /** The provider's: it may have moved one that the platform does not trade in. */
  readonly currency: string;
  /** Minor units; money that reached the provider is positive. */
  readonly ledger?: number | undefined;
  readonly provider?: number | undefined;
  readonly resolution?: { readonly note: string; readonly by: AccountId; readonly at: Instant };
}

/** How the comparison of one of the provider's days, which are UTC days, came out. Its id is the date. */
export interface Reconciliation extends Versioned {
  readonly id: string;
  readonly matched: number;
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly balance: number;
  /** What was held at the end of the day, by currency. */
  readonly held: readonly ClearingBalance[];
  readonly at: Instant;
}

type Movement = StatementLine['type'];

/** How the provider's account compared with `provider-clearing` at the end of a UTC day, in minor units of one currency. */
export type ClearingBalance = z.infer<typeof ClearingBalance>;
export const ClearingBalance = z.object({
  currency: z.string(),
  provider: z.int().meta({ description: 'The closing balance of its statement' }),
  ledger: z.int().meta({ description: 'Entries on provider-clearing up to the end of that day' }),
  early: z.int().meta({ description: 'Of these, what the provider may book after its midnight' }),
});

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
  'refund-returned': 'refund-return',
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

/** One posting on a clearing account. */
interface Posted extends Omit<Side, 'type'> {
  readonly at: Instant;
  readonly kind: Entry['kind'];
  readonly type: Movement | undefined;
}

const postedOnClearing = (entries: readonly Entry[]): Posted[] =>
  entries.flatMap(({ at, kind, reference = '', postings }) =>
    postings.filter(({ account }) => account.startsWith('provider-clearing:'))
      .map(({ amount: { amount, currency } }) => ({ at, kind, type: movements[kind], reference, currency, amount }))
  );

const isMovement = (posted: Posted): posted is Posted & Side => posted.type !== undefined && posted.reference !== '';

/** Fees are booked from the statement, so that there is nothing to compare them with. */
const providerSides = (lines: readonly StatementLine[]): Side[] =>
  lines.filter((line) => line.type !== 'fee' || !isBooked(feeOf(line)))
    .map(({ type, reference, amount: { amount, currency } }) => ({ type, reference, currency, amount }));

/**
 * The two sides of one UTC day and what lies around it: the provider moves money before we hear of it, perhaps before
 * midnight.
 */
export interface Books {
  /** The provider's name. */
  readonly provider: string;
  /** The provider's statements of the day before, and of the day itself. */
  readonly before: Pick<ProviderStatement, 'lines'>;
  readonly day: ProviderStatement;
  /** The ledger's entries since `judgedFrom` the day, up to now. */
  readonly entries: readonly Entry[];
  /** How the day before compared; none before the first day of the books. */
  readonly last?: Pick<Reconciliation, 'held'> | undefined;
}

/**
 * From when on, and for one day, entries are judged with this day: one that was begun just before midnight may be booked
 * by the provider after it.
 */
export const judgedFrom = (date: string): Instant => after(utcMidnight(date), -longestRun);

/**
 * Compares a day. Each movement is matched by its kind and reference; the outcome does not depend on the order of
 * either side.
 */
export const compare = (
  date: string,
  books: Books,
  now: Instant,
): { report: Change<Reconciliation>; found: Change<Discrepancy>[] } => {
  const posted = postedOnClearing(books.entries);
  const ours = gather(posted.filter(isMovement));
  const from = judgedFrom(date);
  const judged = gather(posted.filter(isMovement).filter(({ at }) => at >= from && at < after(from, days(1))));
  const theirs = gather(providerSides(books.day.lines));
  const theirsBefore = gather(providerSides(books.before.lines));
  const differing: Difference[] = [];
  let matched = 0;
  for (const [key, line] of theirs) {
    const entry = ours.get(key);
    if (!entry) differing.push({ ...line, kind: 'extra', provider: line.amount });
    else if (entry.amount === line.amount) matched += 1;
    else differing.push({ ...line, kind: 'different', ledger: entry.amount, provider: line.amount });
  }
  for (const [key, entry] of judged) {
    if (!theirs.has(key) && !theirsBefore.has(key)) {
      differing.push({ ...entry, kind: 'missing', ledger: entry.amount });
    }
  }
  const { held, unexplained } = compareHeld(date, books, { posted, theirs, theirsBefore, differing });
  const found = [...differing, ...unexplained].map((difference) => discrepancyOf(date, difference));
  const count = (kind: DiscrepancyKind): number => found.filter(({ after }) => after.kind === kind).length;
  return {
    found,
    report: created<Reconciliation>({
      id: date,
      matched,
      missing: count('missing'),
      extra: count('extra'),
      different: count('different'),
      balance: count('balance'),
      held,
      at: now,
    }),
  };
};

interface Difference extends Pick<Discrepancy, 'kind' | 'type' | 'reference' | 'currency' | 'ledger' | 'provider'> {}

const discrepancyOf = (
  date: string,
  { kind, type, reference, currency, ledger, provider }: Difference,
): Change<Discrepancy> => {
  const id = derivedId('discrepancy', `${date} ${kind} ${type} ${reference} ${currency}`);
  return created<Discrepancy>(
    { id, date, kind, state: 'open', type, reference, currency, ledger, provider },
    discrepancyFound({ discrepancyId: id, date, kind, reference }),
  );
};

/**
 * Compares what the provider holds at the end of the day with what it must hold by the ledger: what it held the day
 * before, and what the ledger has posted since, less the fees of the statement. Corrected by what explains a difference:
 * - the movements on which both disagree, each of which has a discrepancy of its own;
 * - what the provider has booked before its midnight and the ledger after it: counted on the provider's day;
 * - what the ledger has posted in the day's last minutes (`longestRun`), and the provider may book after its midnight:
 *   counted on the next day.
 * A correction moves nothing at the provider: it brings the ledger to what the provider has.
 */
const compareHeld = (
  date: string,
  { provider: reference, day, last }: Books,
  { posted, theirs, theirsBefore, differing }: {
    posted: readonly Posted[];
    theirs: ReadonlyMap<string, Side>;
    theirsBefore: ReadonlyMap<string, Side>;
    differing: readonly Difference[];
  },
): { held: ClearingBalance[]; unexplained: Difference[] } => {
  const start = utcMidnight(date);
  const end = after(start, days(1));
  const ofDay = posted.filter(({ at }) => at >= start && at < end);
  const isKnown = (sides: ReadonlyMap<string, Side>, one: Posted): boolean => isMovement(one) && sides.has(keyOf(one));
  const counted = ofDay.filter((one) =>
    one.kind !== 'correction' && one.kind !== 'provider-fee'
    && (isKnown(theirs, one) || !isKnown(theirsBefore, one))
  );
  const later = posted.filter((one) => one.at >= end && isKnown(theirs, one));
  const early = ofDay.filter((one) =>
    isMovement(one) && one.at >= after(end, -longestRun) && !isKnown(theirs, one) && !isKnown(theirsBefore, one)
  );
  const explained = differing.map(({ currency, ledger = 0, provider = 0 }) => ({
    currency,
    amount: provider - ledger,
  }));
  const fees = keptBy(day.lines);
  const before = last?.held ?? [];
  const currencies = new Set(
    [...before, ...day.closing, ...ofDay, ...later, ...explained].map(({ currency }) => currency),
  );
  const compared = [...currencies].toSorted().map((currency) => {
    const sum = (parts: readonly { currency: string; amount: number }[]): number =>
      parts.reduce((total, one) => total + (one.currency === currency ? one.amount : 0), 0);
    const was = before.find((one) => one.currency === currency) ?? { provider: 0, ledger: 0, early: 0 };
    const held = {
      currency,
      provider: sum(day.closing),
      ledger: was.ledger + sum(ofDay),
      early: sum(early),
    };
    const expected = was.provider + sum(counted) + sum(later) + sum(explained) - sum(fees) - held.early + was.early;
    return { held, expected };
  });
  return {
    held: compared.map(({ held }) => held),
    unexplained: compared.filter(({ held, expected }) => held.provider !== expected).map(({ held, expected }) => ({
      kind: 'balance',
      type: 'balance',
      reference,
      currency: held.currency,
      ledger: expected,
      provider: held.provider,
    })),
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
