import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../../kernel/store/change.ts';
import { after, type Instant } from '../../kernel/values/clock.ts';
import type { Fact } from '../../kernel/events.ts';
import { id, type AccountId, type Id } from '../../kernel/values/ids.ts';
import type { Money } from '../../kernel/values/money.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Account } from '../../ledger/public.ts';
import { paymentRefunded, refundFailed, refundRequested } from '../events.ts';
import type { PaymentId } from '../payment.ts';
import { lateAfter, nextLook, patience } from '../policy.ts';
import type { Twice } from '../twice.ts';

export type RefundId = Id<'refund'>;
export const RefundId = id('refund');

export type RefundState = z.infer<typeof RefundState>;
export const RefundState = z.enum(['requested', 'sent', 'succeeded', 'failed']);

/**
 * The provider may tell how a refund ended before its answer to our request arrives, and it may take back its word: what
 * has succeeded comes back days later, what has failed succeeds after all.
 */
export const refundSteps = {
  send: { from: ['requested'], to: 'sent' },
  succeed: { from: ['requested', 'sent', 'failed'], to: 'succeeded' },
  fail: { from: ['requested', 'sent'], to: 'failed' },
  return: { from: ['succeeded'], to: 'failed' },
} as const satisfies Steps<RefundState>;

export type RefundReason = z.infer<typeof RefundReason>;
export const RefundReason = z.enum([
  'order-cancelled',
  'part-returned',
  'after-sales',
  'order-changed',
  'late',
  'second',
  'mismatch',
  'unknown',
  'finance',
  'shop',
]);

/** Money on its way back to the buyer, to the means by which it was paid. */
export interface Refund extends Versioned {
  /** Also our reference at the provider, and its idempotency key. */
  readonly id: RefundId;
  /** None when the money came under a reference that is not one of ours. */
  readonly paymentId?: PaymentId | undefined;
  readonly buyerId?: AccountId | undefined;
  /** The order whose share it is of; none when the money paid for no order. */
  readonly orderId?: Id<'order'> | undefined;
  /** The provider's id of the capture that it is of. */
  readonly captureId: string;
  /** The ledger's account that it is taken from. */
  readonly from: Account;
  readonly amount: Money;
  readonly reason: RefundReason;
  readonly note?: string | undefined;
  readonly state: RefundState;
  readonly requestedAt: Instant;
  /** From when the poller asks the provider, while it waits. Moves on with each look. */
  readonly askAgainAt: Instant;
  /** It was without an end at a look when it should have had one: a person looks after it. */
  readonly late?: true | undefined;
  readonly settledAt?: Instant;
  readonly failureCode?: string;
  /** When the provider told that it succeeded: it does so once. */
  readonly succeededAt?: Instant;
  /** The exception that a person decides about, or has decided about. */
  readonly exceptionId?: Id<'paymentException'> | undefined;
  /**
   * Why it owes nothing though it has failed: finance had it asked for another time, or gave it by another way, or
   * another attempt has given it after all.
   */
  readonly decided?: 'again' | 'elsewhere' | 'given' | undefined;
  /** The first attempt at giving this money back, when this is a later one. */
  readonly first?: RefundId | undefined;
  /** Of the first attempt: all later ones. */
  readonly attempts?: readonly RefundId[];
  /** It succeeded although it had been given another time. */
  readonly twice?: Twice | undefined;
  /** What the provider has said that goes with nothing of this; a person has been told. */
  readonly contradictions?: readonly string[];
}

/** A first state; a job then asks the provider. */
export const openRefund = (refund: Omit<Refund, 'version' | 'state' | 'askAgainAt'>): Change<Refund> =>
  created<Refund>(
    { ...refund, state: 'requested', askAgainAt: after(refund.requestedAt, patience) },
    refundRequested(about(refund, refund.requestedAt)),
  );

/** The provider has taken the request. */
export const sendRefund = (refund: Refund, now: Instant): Change<Refund> =>
  advance(refund, 'send', { askAgainAt: nextLook(refund.requestedAt, now) });

/** We have asked the provider, and there was no news. */
export const askRefundLater = (refund: Refund, now: Instant): Change<Refund> =>
  changed<Refund>(refund, {
    askAgainAt: nextLook(refund.requestedAt, now),
    late: lateFrom(refund) <= now || undefined,
  });

/** From when on it is late. */
export const lateFrom = ({ requestedAt }: Pick<Refund, 'requestedAt'>): Instant => after(requestedAt, lateAfter);

/** Whether the provider has still to confirm it. */
export const isUnderWay = ({ state }: Pick<Refund, 'state'>): boolean => state === 'requested' || state === 'sent';

/** @throws Problem illegal-step unless it has waited too long, and waits still */
export const mustBeLate = (refund: Refund): void => {
  if (!isUnderWay(refund) || !refund.late) throw new Problem('illegal-step', 'It is not late');
};

/** @param claimed when it had been given another time before */
export const succeedRefund = (
  refund: Refund,
  now: Instant,
  claimed?: { readonly twice: 'claimed'; readonly exceptionId: Id<'paymentException'> },
): Change<Refund> =>
  advance(
    refund,
    'succeed',
    { settledAt: now, succeededAt: now, ...claimed },
    paymentRefunded(about(refund, now)),
  );

/** It could not be given, or has come back. @param outcome why it owes nothing, or the exception of what it owes */
export const failRefund = (
  refund: Refund,
  name: 'fail' | 'return',
  failureCode: string,
  outcome: Partial<Pick<Refund, 'decided' | 'exceptionId' | 'twice'>>,
  now: Instant,
): Change<Refund> =>
  advance(
    refund,
    name,
    { settledAt: now, failureCode, ...outcome },
    refundFailed({ ...about(refund, now), failureCode }),
  );

/** Whether the buyer waits for what it should have given back, until a person decides. */
export const owes = ({ state, decided }: Refund): boolean => state === 'failed' && !decided;

const advance = (
  refund: Refund,
  step: keyof typeof refundSteps,
  fields: Partial<Refund>,
  ...facts: Fact[]
): Change<Refund> => move<RefundState, typeof refundSteps, Refund>(refundSteps, refund, step, fields, ...facts);

const about = (
  { id: refundId, paymentId, buyerId, orderId, amount }: Omit<Refund, 'version' | 'state' | 'askAgainAt'>,
  at: Instant,
) => ({ refundId, paymentId, buyerId, orderId, amount, at });
