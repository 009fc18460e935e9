import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../../kernel/store/change.ts';
import { after, days, utcMidnight, type Instant } from '../../kernel/values/clock.ts';
import { derivedId, type AccountId, type Id } from '../../kernel/values/ids.ts';
import type { Entry } from '../../ledger/public.ts';
import type { ProviderStatement, StatementLine } from '../../payments/public.ts';
import { discrepancyFound, discrepancyResolved } from '../events.ts';
import { feeOf, isBooked, keptBy } from '../fees.ts';
import { longestRun } from '../policy.ts';

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
  readonly foundAt: Instant;
  readonly kind: DiscrepancyKind;
  readonly state: DiscrepancyState;
  /** As the provider calls the movement, or `balance`. */
  readonly type: string;
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
  readonly type: string;
  readonly reference: string;
  readonly currency: string;
  amount: number;
}

/** The entries that the provider's statement has a line for. */
const movements: Partial<Record<Entry['kind'], string>> = {
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

/** One posting on a clearing account, and what the entry says of it. */
export interface Posted extends Omit<Side, 'type'> {
  readonly at: Instant;
  readonly kind: Entry['kind'];
  readonly type: string | undefined;
}

/** The postings of an entry on clearing accounts, if it is about one of some references. */
export const onClearing = (
  { at, kind, reference = '', postings }: Entry,
  concerns: (reference: string) => boolean,
): Posted[] =>
  concerns(reference)
    ? postings.filter(({ account }) => account.startsWith('provider-clearing:'))
      .map(({ amount: { amount, currency } }) => ({ at, kind, type: movements[kind], reference, currency, amount }))
    : [];

/** The same of all entries: it is all that a comparison holds of the ledger. */
export const allOnClearing = async (
  entries: AsyncIterable<Entry>,
  concerns: (reference: string) => boolean,
): Promise<Posted[]> => {
  const found: Posted[] = [];
  for await (const entry of entries) found.push(...onClearing(entry, concerns));
  return found;
};

const isMovement = (posted: Posted): posted is Posted & Side => posted.type !== undefined && posted.reference !== '';

/** Fees are booked from the statement, so that there is nothing to compare them with. */
const providerSides = (lines: readonly StatementLine[]): Side[] =>
  lines.filter((line) => line.type !== 'fee' || !isBooked(feeOf(line)))
    .map(({ type, reference, amount: { amount, currency } }) => ({ type, reference, currency, amount }));

/**
 * The two sides of one UTC day and what lies around it, as far as they are about some references: the provider moves money
 * before we hear of it, perhaps before midnight.
 */
export interface Sides {
  /** The provider's statements of the day before, and of the day itself. */
  readonly before: Pick<ProviderStatement, 'lines'>;
  readonly day: ProviderStatement;
  /** What the ledger has posted since `judgedFrom` the day, up to now. */
  readonly posted: readonly Posted[];
}

/** What the references of a part come to in one currency, for the comparison of what is held: minor units. */
interface Sums {
  readonly currency: string;
  /** Posted on the day. */
  readonly posted: number;
  /** By which the provider's balance must have moved: with what is explained, and without fees and what is early. */
  readonly moved: number;
  readonly early: number;
}

/** How the references of one part compared. */
export interface Compared {
  readonly matched: number;
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly sums: readonly Sums[];
  /** What the provider says that it held at the end of the day. */
  readonly closing: ProviderStatement['closing'];
}

/**
 * From when on, and for one day, entries are judged with this day: one that was begun just before midnight may be booked
 * by the provider after it.
 */
export const judgedFrom = (date: string): Instant => after(utcMidnight(date), -longestRun);

/**
 * Compares some references of a day. Each movement is matched by its kind and reference; the outcome does not depend on
 * the order of either side, nor on how references are divided into parts. `movements` are all of them, matched or not.
 */
export const comparePart = (
  date: string,
  { before, day, posted }: Sides,
  now: Instant,
): { compared: Compared; movements: ComparedMovement[]; found: Change<Discrepancy>[] } => {
  const ours = gather(posted.filter(isMovement));
  const from = judgedFrom(date);
  const judged = gather(posted.filter(isMovement).filter(({ at }) => at >= from && at < after(from, days(1))));
  const theirs = gather(providerSides(day.lines));
  const theirsBefore = gather(providerSides(before.lines));
  const known = [...theirs].map(([key, line]): ComparedMovement => {
    const ledger = ours.get(key)?.amount;
    const kind = ledger === undefined ? 'extra' : ledger === line.amount ? 'matched' : 'different';
    return { ...line, kind, ledger, provider: line.amount };
  });
  const unknown = [...judged].filter(([key]) => !theirs.has(key) && !theirsBefore.has(key))
    .map(([, entry]): ComparedMovement => ({ ...entry, kind: 'missing', ledger: entry.amount }));
  const movements = [...known, ...unknown];
  const differing = movements.filter((one): one is ComparedMovement & Difference => one.kind !== 'matched');
  const count = (kind: ComparedMovement['kind']): number => movements.filter((one) => one.kind === kind).length;
  return {
    movements,
    found: differing.map((difference) => discrepancyOf(date, difference, now)),
    compared: {
      matched: count('matched'),
      missing: count('missing'),
      extra: count('extra'),
      different: count('different'),
      sums: sumsOf(date, { day, posted, theirs, theirsBefore, differing }),
      closing: day.closing,
    },
  };
};

/**
 * Puts the parts of a day together, and compares what the provider holds at its end.
 * @param provider the provider's name
 * @param last how the day before compared; nothing before the first day of the books
 */
export const finish = (
  date: string,
  { provider, parts, last }: {
    provider: string;
    parts: readonly Compared[];
    last?: Pick<Reconciliation, 'held'> | undefined;
  },
  now: Instant,
): { report: Change<Reconciliation>; found: Change<Discrepancy>[] } => {
  const { held, unexplained } = compareHeld(provider, parts, last?.held ?? []);
  const total = (what: 'matched' | 'missing' | 'extra' | 'different'): number =>
    parts.reduce((sum, part) => sum + part[what], 0);
  return {
    found: unexplained.map((difference) => discrepancyOf(date, difference, now)),
    report: created<Reconciliation>({
      id: date,
      matched: total('matched'),
      missing: total('missing'),
      extra: total('extra'),
      different: total('different'),
      balance: unexplained.length,
      held,
      at: now,
    }),
  };
};

interface Difference extends Pick<Discrepancy, 'kind' | 'type' | 'reference' | 'currency' | 'ledger' | 'provider'> {}

/** A movement of a day, as both sides have it: minor units. */
export interface ComparedMovement extends Omit<Difference, 'kind'> {
  readonly kind: 'matched' | Exclude<DiscrepancyKind, 'balance'>;
}

const discrepancyOf = (
  date: string,
  { kind, type, reference, currency, ledger, provider }: Difference,
  now: Instant,
): Change<Discrepancy> => {
  const id = derivedId('discrepancy', `${date} ${kind} ${type} ${reference} ${currency}`);
  return created<Discrepancy>(
    { id, date, foundAt: now, kind, state: 'open', type, reference, currency, ledger, provider },
    discrepancyFound({ discrepancyId: id, date, kind, reference }),
  );
};

/**
 * What the provider holds at the end of the day is compared with what it must hold by the ledger: what it held the day
 * before, and what the ledger has posted since, less the fees of the statement. Corrected by what explains a difference:
 * - the movements on which both disagree, each of which has a discrepancy of its own;
 * - what the provider has booked before its midnight and the ledger after it: counted on the provider's day;
 * - what the ledger has posted in the day's last minutes (`longestRun`), and the provider may book after its midnight:
 *   counted on the next day.
 * A correction moves nothing at the provider: it brings the ledger to what the provider has. This is what some references
 * have part in it.
 */
const sumsOf = (
  date: string,
  { day, posted, theirs, theirsBefore, differing }: Pick<Sides, 'day' | 'posted'> & {
    theirs: ReadonlyMap<string, Side>;
    theirsBefore: ReadonlyMap<string, Side>;
    differing: readonly Difference[];
  },
): Sums[] => {
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
  const currencies = new Set([...ofDay, ...later, ...explained, ...fees].map(({ currency }) => currency));
  return [...currencies].toSorted().map((currency) => {
    const sum = (some: readonly { currency: string; amount: number }[]): number =>
      some.reduce((total, one) => total + (one.currency === currency ? one.amount : 0), 0);
    return {
      currency,
      posted: sum(ofDay),
      moved: sum(counted) + sum(later) + sum(explained) - sum(fees) - sum(early),
      early: sum(early),
    };
  });
};

const compareHeld = (
  reference: string,
  parts: readonly Compared[],
  before: readonly ClearingBalance[],
): { held: ClearingBalance[]; unexplained: Difference[] } => {
  const closing = parts[0]?.closing ?? [];
  const sums = parts.flatMap((part) => part.sums);
  const currencies = new Set([...before, ...closing, ...sums].map(({ currency }) => currency));
  const compared = [...currencies].toSorted().map((currency) => {
    const total = (what: 'posted' | 'moved' | 'early'): number =>
      sums.reduce((sum, one) => sum + (one.currency === currency ? one[what] : 0), 0);
    const was = before.find((one) => one.currency === currency) ?? { provider: 0, ledger: 0, early: 0 };
    const held = {
      currency,
      provider: closing.reduce((sum, one) => sum + (one.currency === currency ? one.amount : 0), 0),
      ledger: was.ledger + total('posted'),
      early: total('early'),
    };
    return { held, expected: was.provider + was.early + total('moved') };
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
