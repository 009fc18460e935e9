import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import { derivedId, type Id, type MerchantId } from '../kernel/ids.ts';
import type { Money } from '../kernel/money.ts';
import {
  payoutFailed as failedEntry,
  payoutPaid as paidEntry,
  payoutRequested as requestedEntry,
  payoutReturned as returnedEntry,
  type Entry,
} from '../ledger/public.ts';
import type { PayoutReport } from '../payments/public.ts';
import { payoutFailed, payoutPaid, payoutRequested, payoutReturned } from './events.ts';

export type PayoutId = Id<'payout'>;
export type PayoutState = z.infer<typeof PayoutState>;
export const PayoutState = z.enum(['requested', 'sent', 'paid', 'failed', 'returned', 'replaced']);

/** A payout that came to nothing is never sent again: finance replaces it by another, with a reference of its own. */
export const payoutSteps = {
  send: { from: ['requested'], to: 'sent' },
  pay: { from: ['requested', 'sent'], to: 'paid' },
  fail: { from: ['requested', 'sent'], to: 'failed' },
  return: { from: ['requested', 'sent', 'paid'], to: 'returned' },
  replace: { from: ['failed', 'returned'], to: 'replaced' },
} as const satisfies Steps<PayoutState>;

/** Money on its way to a merchant's bank account. */
export interface Payout extends Versioned {
  /** Also our reference at the provider, and its idempotency key. */
  readonly id: PayoutId;
  readonly merchantId: MerchantId;
  readonly statementId: Id<'statement'>;
  readonly amount: Money;
  /** The provider's token of the verified account. */
  readonly account: string;
  /** The provider that pays. */
  readonly provider: string;
  readonly state: PayoutState;
  /** Counts from 1. */
  readonly attempt: number;
  readonly requestedAt: Instant;
  readonly settledAt?: Instant;
  readonly failureCode?: string;
}

/** A change of a payout, and the entry that accounts for it. */
export interface PayoutMove {
  readonly change: Change<Payout>;
  readonly entries: readonly Entry[];
}

/** A statement's payouts have ids that follow from it, so that none is made twice. */
export const payoutIdOf = (statementId: Id<'statement'>, attempt: number): PayoutId =>
  derivedId('payout', `${statementId} ${attempt}`);

type Request = Pick<Payout, 'merchantId' | 'statementId' | 'amount' | 'account' | 'provider' | 'attempt'>;

/** Sets the money apart; a job then asks the provider. */
export const requestPayout = (request: Request, now: Instant): PayoutMove => {
  const id = payoutIdOf(request.statementId, request.attempt);
  const change = created<Payout>(
    { ...request, id, state: 'requested', requestedAt: now },
    payoutRequested(about({ ...request, id }, now)),
  );
  return { change, entries: [requestedEntry(posting(change.after), now)] };
};

/**
 * Follows what the provider says. Undefined when it says nothing new: a report that comes twice, or late.
 * A return may be told before the payment is: then both are booked.
 */
export const follow = (
  payout: Payout,
  { status, failureCode = 'unknown' }: PayoutReport,
  now: Instant,
): PayoutMove | undefined => {
  const at = about(payout, now);
  const entry = posting(payout);
  const open = payout.state === 'requested' || payout.state === 'sent';
  if (status === 'pending') {
    return payout.state === 'requested'
      ? { change: step(payout, 'send', {}), entries: [] }
      : undefined;
  }
  if (status === 'paid') {
    return open
      ? { change: step(payout, 'pay', { settledAt: now }, payoutPaid(at)), entries: [paidEntry(entry, now)] }
      : undefined;
  }
  if (status === 'failed') {
    return open
      ? {
        change: step(payout, 'fail', { settledAt: now, failureCode }, payoutFailed({ ...at, failureCode })),
        entries: [failedEntry(entry, now)],
      }
      : undefined;
  }
  return open || payout.state === 'paid'
    ? {
      change: step(payout, 'return', { settledAt: now }, payoutReturned(at)),
      entries: [...(open ? [paidEntry(entry, now)] : []), returnedEntry(entry, now)],
    }
    : undefined;
};

/**
 * Tries again, to the account that is verified now: a new payout, which knows nothing of how the old one ended.
 * @throws Problem illegal-step unless it failed or was returned
 */
export const replacePayout = (
  payout: Payout,
  account: string,
  now: Instant,
): { old: Change<Payout>; next: PayoutMove } => {
  const { merchantId, statementId, amount, provider, attempt } = payout;
  return {
    old: step(payout, 'replace', {}),
    next: requestPayout({ merchantId, statementId, amount, provider, account, attempt: attempt + 1 }, now),
  };
};

const step = (
  payout: Payout,
  name: keyof typeof payoutSteps,
  fields: Partial<Payout>,
  ...facts: Parameters<typeof move>[4][]
): Change<Payout> => move<PayoutState, typeof payoutSteps, Payout>(payoutSteps, payout, name, fields, ...facts);

const about = (
  { id, merchantId, statementId, amount }: Pick<Payout, 'id' | 'merchantId' | 'statementId' | 'amount'>,
  at: Instant,
) => ({ payoutId: id, merchantId, statementId, amount, at });

const posting = ({ id, merchantId, amount, provider }: Payout) => ({ payoutId: id, merchantId, amount, provider });
