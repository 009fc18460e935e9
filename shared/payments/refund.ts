import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/change.ts';
import { after, type Instant } from '../kernel/clock.ts';
import type { Fact } from '../kernel/events.ts';
import { id, type AccountId, type Id } from '../kernel/ids.ts';
import type { Money } from '../kernel/money.ts';
import type { Account } from '../ledger/public.ts';
import { paymentRefunded, refundFailed, refundRequested } from './events.ts';
import type { PaymentId } from './payment.ts';
import { nextLook, patience } from './policy.ts';

export type RefundId = Id<'refund'>;
export const RefundId = id('refund');

export type RefundState = z.infer<typeof RefundState>;
export const RefundState = z.enum(['requested', 'sent', 'succeeded', 'failed']);

/** The provider may tell how a refund ended before its answer to our request arrives. */
export const refundSteps = {
  send: { from: ['requested'], to: 'sent' },
  succeed: { from: ['requested', 'sent'], to: 'succeeded' },
  fail: { from: ['requested', 'sent'], to: 'failed' },
} as const satisfies Steps<RefundState>;

export type RefundReason = z.infer<typeof RefundReason>;
export const RefundReason = z.enum(['order-cancelled', 'late', 'second', 'mismatch', 'finance']);

/** Money on its way back to the buyer, to the means by which it was paid. */
export interface Refund extends Versioned {
  /** Also our reference at the provider, and its idempotency key. */
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly buyerId: AccountId;
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
  readonly settledAt?: Instant;
  readonly failureCode?: string;
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
  changed<Refund>(refund, { askAgainAt: nextLook(refund.requestedAt, now) });

export const succeedRefund = (refund: Refund, now: Instant): Change<Refund> =>
  advance(refund, 'succeed', { settledAt: now }, paymentRefunded(about(refund, now)));

export const failRefund = (refund: Refund, failureCode: string, now: Instant): Change<Refund> =>
  advance(refund, 'fail', { settledAt: now, failureCode }, refundFailed({ ...about(refund, now), failureCode }));

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
