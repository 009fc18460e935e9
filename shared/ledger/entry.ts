import * as z from 'zod';
import type { Instant } from '../kernel/values/clock.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { negate, zero, type Currency, type Money } from '../kernel/values/money.ts';
import { Broken } from '../kernel/problems.ts';
import { chart, codeOf, isGuarded, ownerOf, type Account, type GuardedCode } from './accounts.ts';

/**
 * One side of an entry. Positive is a debit, negative a credit: what we own grows by debits, what we owe by credits.
 */
export interface Posting {
  readonly account: Account;
  readonly amount: Money;
}

export type EntryKind = z.infer<typeof EntryKind>;
export const EntryKind = z.enum([
  'capture',
  'unallocated-capture',
  'allocation',
  'unallocated-settled-elsewhere',
  'refund-requested',
  'refund-succeeded',
  'refund-failed',
  'refund-returned',
  'refund-settled-elsewhere',
  'earn',
  'earn-reversed',
  'release',
  'set-off',
  'payout-requested',
  'payout-paid',
  'payout-failed',
  'payout-returned',
  'claim-settled-elsewhere',
  'claim-written-off',
  'provider-fee',
  'correction',
]);

/** One move of money, written once and never changed. Its postings sum to zero in each currency. */
export interface Entry {
  /** Says what is posted, so that nothing can be posted twice: `earn:ord_…`. */
  readonly id: string;
  readonly at: Instant;
  readonly kind: EntryKind;
  readonly orderId?: Id<'order'>;
  readonly merchantId?: MerchantId;
  /** Under which the provider's statement knows the move, when it takes part in it; what a correction corrects. */
  readonly reference?: string;
  readonly postings: readonly Posting[];
}

/** What postings come to in each currency: nothing, when they balance. */
const sumsOf = (postings: readonly Posting[]): Map<Currency, number> => {
  const totals = new Map<Currency, number>();
  for (const { amount: { amount, currency } } of postings) totals.set(currency, (totals.get(currency) ?? 0) + amount);
  return totals;
};

export const isBalanced = (postings: readonly Posting[]): boolean =>
  [...sumsOf(postings).values()].every((total) => total === 0);

/** @throws Broken unless the postings sum to zero in each currency */
export const mustBalance = ({ id, postings }: Entry): void => {
  for (const [currency, total] of sumsOf(postings)) {
    if (total !== 0) throw new Broken(`${id} is off by ${total} ${currency}`);
  }
};

/**
 * What entries do to one owner's guarded accounts, in one currency: positive when more is owed afterwards, to the owner or,
 * where the account is an asset, by it.
 */
export interface Swing {
  readonly owner: string;
  readonly currency: Currency;
  readonly owed: Readonly<Partial<Record<GuardedCode, number>>>;
}

/**
 * The net effect on guarded accounts. Entries written together are netted, as a transaction can touch a balance only
 * once.
 */
export const swings = (entries: readonly Entry[]): Swing[] => {
  const found = new Map<string, Swing & { owed: Partial<Record<GuardedCode, number>> }>();
  for (const { account, amount: { amount, currency } } of entries.flatMap(({ postings }) => postings)) {
    const code = codeOf(account);
    const owner = ownerOf(account);
    if (!isGuarded(code) || owner === undefined) continue;
    const key = `${owner} ${currency}`;
    const swing = found.get(key) ?? { owner, currency, owed: {} };
    swing.owed[code] = (swing.owed[code] ?? 0) + (chart[code].nature === 'asset' ? amount : -amount);
    found.set(key, swing);
  }
  return [...found.values()];
};

/** What is owed on an account after these entries: the negative of the sum of its postings. */
export const owed = (entries: readonly Entry[], account: Account, currency: Currency): Money =>
  entries.flatMap(({ postings }) => postings)
    .filter((posting) => posting.account === account && posting.amount.currency === currency)
    .reduce((total, { amount }) => ({ amount: total.amount + negate(amount).amount, currency }), zero(currency));
