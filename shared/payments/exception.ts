import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { id, type AccountId, type Id } from '../kernel/values/ids.ts';
import type { Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { paymentExceptionRaised, paymentExceptionResolved } from './events.ts';
import type { PaymentId } from './payment.ts';
import type { RefundId } from './refunds/refund.ts';

export type PaymentExceptionId = Id<'paymentException'>;
export const PaymentExceptionId = id('paymentException');

/** What a person decides. Each kind of exception allows some of these. */
export type Resolution = z.infer<typeof Resolution>;
export const Resolution = z.enum(['refund', 'allocate', 'dismiss', 'repaid', 'bear']).meta({
  description: 'refund: the money goes back to where it came from. allocate: it pays for a payment that waits for it. '
    + 'dismiss: it was settled outside of the platform, or needs nothing. repaid: who was paid twice, a shop or a buyer, '
    + 'has paid one back, outside of the platform. bear: that does not happen, and the platform bears it',
});

/** What needs a person, and what that person can decide. */
const decisions = {
  /** Another amount or currency than was asked for has arrived. */
  'amount-mismatch': ['refund', 'allocate', 'dismiss'],
  /** The provider has captured for another account than ours: there is no money that we could give back or pay with. */
  'payee-mismatch': ['dismiss'],
  /** Money has arrived under a reference that is not one of ours. */
  'unknown-reference': ['refund', 'allocate', 'dismiss'],
  /** The provider could not give money back, or it has come back. */
  'refund-failed': ['refund', 'dismiss'],
  /** What a refund that had failed owed was given another time, and now the provider says that it succeeded. */
  'refund-paid-twice': ['repaid', 'bear'],
  /** What a payout that had failed owed was paid by another one, and now the provider says that it is paid. */
  'payout-paid-twice': ['repaid', 'bear'],
  /** The provider says of a capture, refund or payout what goes with nothing that it has said before. */
  'capture-contradicted': ['dismiss'],
  'refund-contradicted': ['dismiss'],
  'payout-contradicted': ['dismiss'],
  /** The provider speaks of a refund or payout that is not one of ours. */
  'unknown-refund': ['dismiss'],
  'unknown-payout': ['dismiss'],
} as const satisfies Record<string, readonly Resolution[]>;

export type ExceptionKind = keyof typeof decisions;
export const ExceptionKind = z.enum(Object.keys(decisions) as [ExceptionKind, ...ExceptionKind[]]);

/** How it ended: by a decision, or because the provider has settled it meanwhile. */
export const Ending = z.enum([...Resolution.options, 'overtaken']);

export type ExceptionState = 'open' | 'resolved';
const steps = { resolve: { from: ['open'], to: 'resolved' } } as const satisfies Steps<ExceptionState>;

/** Something about money that a person has to look at. */
export interface PaymentException extends Versioned {
  readonly id: PaymentExceptionId;
  readonly kind: ExceptionKind;
  readonly state: ExceptionState;
  readonly raisedAt: Instant;
  readonly reference: string;
  /** The provider's id of the payment that it is about. */
  readonly captureId?: string | undefined;
  readonly paymentId?: PaymentId | undefined;
  readonly refundId?: RefundId | undefined;
  readonly payoutId?: Id<'payout'> | undefined;
  readonly expected?: Money | undefined;
  /** As the provider says it, in its own currency code. */
  readonly received?: { readonly amount: number; readonly currency: string } | undefined;
  /** What the provider said that brought it about, where it is not money that arrived. */
  readonly told?: string | undefined;
  /** What else the provider has said of this money that goes with nothing that is known. */
  readonly contradictions?: readonly string[];
  readonly resolution?: {
    readonly action: z.infer<typeof Ending>;
    readonly note: string;
    readonly by?: AccountId;
    readonly at: Instant;
  };
}

export const raise = (exception: Omit<PaymentException, 'version' | 'state'>): Change<PaymentException> =>
  created<PaymentException>(
    { ...exception, state: 'open' },
    paymentExceptionRaised({ exceptionId: exception.id, kind: exception.kind, at: exception.raisedAt }),
  );

/** @throws Problem illegal-step when it is resolved already, or such a decision is not one about it */
export const resolve = (
  exception: PaymentException,
  decision: { action: Resolution; note: string; by: AccountId },
  now: Instant,
): Change<PaymentException> => {
  const possible: readonly Resolution[] = decisions[exception.kind];
  if (!possible.includes(decision.action)) {
    throw new Problem('illegal-step', `What can be decided about ${exception.kind} is: ${possible.join(', ')}`);
  }
  return end(exception, decision, now);
};

/** The provider has settled it meanwhile: nothing is left to decide. Nothing when somebody has decided already. */
export const overtake = (
  exception: PaymentException | undefined,
  note: string,
  now: Instant,
): Change<PaymentException>[] =>
  exception?.state === 'open' ? [end(exception, { action: 'overtaken', note }, now)] : [];

const end = (
  exception: PaymentException,
  resolution: Omit<NonNullable<PaymentException['resolution']>, 'at'>,
  now: Instant,
): Change<PaymentException> =>
  move<ExceptionState, typeof steps, PaymentException>(
    steps,
    exception,
    'resolve',
    { resolution: { ...resolution, at: now } },
    paymentExceptionResolved({
      exceptionId: exception.id,
      payoutId: exception.payoutId,
      resolution: resolution.action,
      note: resolution.note,
      at: now,
    }),
  );
