import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { after, days, Instant, utcDateOf, utcMidnight } from '../kernel/values/clock.ts';
import { Currency } from '../kernel/values/money.ts';
import { isOfPart } from '../kernel/store/parts.ts';
import { guardedCodes, type GuardedCode } from './accounts.ts';
import { swings, type Entry, type Swing } from './entry.ts';
import { balancesOff } from './events.ts';
import { owedAtEndOf, type KeptBalance } from './kept-balance.ts';
import { closingDelay, daysPerCheck, entriesPerPart } from './policy.ts';

/** A guarded account whose balance is not what its entries come to. Minor units that are owed. */
export type BalanceFault = z.infer<typeof BalanceFault>;
export const BalanceFault = z.object({ account: z.string(), currency: Currency, balance: z.int(), entries: z.int() });

/**
 * The comparison of guarded balances with the entries of some UTC days: with the present ones, until every part has been
 * done, or the last. A part holds the owners of one hash, so that parts run at the same time in bounded memory. It
 * counts in UTC, so that a change of the stage's zone moves nothing.
 */
export interface BalanceCheck extends Versioned {
  readonly id: typeof theCheck;
  readonly from: Instant;
  readonly to: Instant;
  readonly parts: number;
  readonly done: readonly number[];
  /** How many balances were off, and the first of them. */
  readonly off: number;
  readonly faults: readonly BalanceFault[];
  readonly startedAt: Instant;
}

/** There is one check at a time. */
export const theCheck = 'balances';

/** Faults that are shown; the log has all of them. */
const shown = 20;

/** The parts that have not been done. */
export const partsLeft = ({ parts, done }: BalanceCheck): number[] =>
  Array.from({ length: parts }, (_, part) => part).filter((part) => !done.includes(part));

const midnight = (at: Instant): Instant => utcMidnight(utcDateOf(at));

/** The days to be checked next: from where the last check ended up to the last midnight after which nothing is posted. */
export const nextPeriod = (
  last: BalanceCheck | undefined,
  begun: Instant,
  now: Instant,
): { from: Instant; to: Instant } | undefined => {
  const from = last?.to ?? midnight(begun);
  const over = midnight(after(now, -closingDelay));
  const most = after(from, days(daysPerCheck));
  return from < over ? { from, to: over < most ? over : most } : undefined;
};

/** Begins a check, in as many parts as so many entries need. */
export const startCheck = (
  last: BalanceCheck | undefined,
  { from, to, entries }: { from: Instant; to: Instant; entries: number },
  now: Instant,
): Change<BalanceCheck> => {
  const parts = Math.max(1, Math.ceil(entries / entriesPerPart));
  const check = { from, to, parts, done: [], off: 0, faults: [], startedAt: now };
  return last ? changed<BalanceCheck>(last, check) : created<BalanceCheck>({ id: theCheck, ...check });
};

/** A part has been done. What is off is told. */
export const finishPart = (
  check: BalanceCheck,
  part: number,
  faults: readonly BalanceFault[],
  now: Instant,
): Change<BalanceCheck> => tellOf(check, faults, { done: [...check.done, part] }, now);

/** Balances have been looked at again between two checks. What is off and has not been told of yet is told. */
export const lookAgain = (
  check: BalanceCheck,
  found: readonly BalanceFault[],
  now: Instant,
): Change<BalanceCheck> | undefined => {
  const known = new Set(check.faults.map(({ account, currency }) => `${account} ${currency}`));
  const faults = found.filter(({ account, currency }) => !known.has(`${account} ${currency}`));
  return faults.length > 0 ? tellOf(check, faults, {}, now) : undefined;
};

const tellOf = (
  check: BalanceCheck,
  faults: readonly BalanceFault[],
  fields: Partial<BalanceCheck>,
  now: Instant,
): Change<BalanceCheck> =>
  changed<BalanceCheck>(
    check,
    { ...fields, off: check.off + faults.length, faults: [...check.faults, ...faults].slice(0, shown) },
    ...(faults.length > 0
      ? [balancesOff({ at: now, through: lastDay(check), off: faults.length, faults: faults.slice(0, shown) })]
      : []),
  );

/** The date of the last day that a check is of. */
export const lastDay = ({ to }: Pick<BalanceCheck, 'to'>): string => utcDateOf(after(to, -1));

/** What entries come to for each owner of a part, holding only the sums. */
export const sumByOwner = async (
  entries: AsyncIterable<Entry>,
  part: number,
  parts: number,
): Promise<Swing[]> => {
  const found = new Map<string, Swing & { owed: Partial<Record<GuardedCode, number>> }>();
  for await (const entry of entries) {
    for (const { owner, currency, owed } of swings([entry])) {
      if (!isOfPart(owner, part, parts)) continue;
      const key = `${owner} ${currency}`;
      const sum = found.get(key) ?? { owner, currency, owed: {} };
      for (const [code, by] of Object.entries(owed) as [GuardedCode, number][]) {
        sum.owed[code] = (sum.owed[code] ?? 0) + by;
      }
      found.set(key, sum);
    }
  }
  return [...found.values()];
};

/** What is owed by the entries: what it was when the owner was checked last, and what has moved since. */
export const owedByEntries = (
  checked: Swing['owed'] | undefined,
  { owed }: Pick<Swing, 'owed'>,
): Record<GuardedCode, number> =>
  Object.fromEntries(guardedCodes.map((code) => [code, (checked?.[code] ?? 0) + (owed[code] ?? 0)])) as Record<
    GuardedCode,
    number
  >;

/** Where the balance that is kept differs from the entries at the end of a UTC day. */
export const faultsOf = (
  { owner, currency }: Pick<Swing, 'owner' | 'currency'>,
  entries: Record<GuardedCode, number>,
  kept: KeptBalance,
  date: string,
): BalanceFault[] => {
  const owed = owedAtEndOf(kept, date);
  return guardedCodes.filter((code) => owed[code] !== entries[code]).map((code) => ({
    account: `${code}:${owner}`,
    currency,
    balance: owed[code]!,
    entries: entries[code],
  }));
};
