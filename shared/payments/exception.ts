import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import { derivedId, id, type AccountId, type Id } from '../kernel/ids.ts';
import type { Money } from '../kernel/money.ts';
import { paymentExceptionRaised, paymentExceptionResolved } from './events.ts';
import type { PaymentId } from './payment.ts';
import type { RefundId } from './refund.ts';

export type PaymentExceptionId = Id<'paymentException'>;
export const PaymentExceptionId = id('paymentException');

/**
 * `amount-mismatch`: another amount or currency than was asked for has arrived. `unknown-reference`: money has arrived
 * under a reference that is not one of ours. `refund-failed`: the provider could not give money back.
 */
export type ExceptionKind = z.infer<typeof ExceptionKind>;
export const ExceptionKind = z.enum(['amount-mismatch', 'unknown-reference', 'refund-failed']);

/** What a person decides: the money goes back, or the matter was settled outside of the platform. */
export type Resolution = z.infer<typeof Resolution>;
export const Resolution = z.enum(['refund', 'dismiss']);

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
  readonly captureId: string;
  readonly paymentId?: PaymentId | undefined;
  readonly refundId?: RefundId | undefined;
  readonly expected?: Money | undefined;
  /** As the provider says it, in its own currency code. */
  readonly received?: { readonly amount: number; readonly currency: string } | undefined;
  readonly resolution?: {
    readonly action: Resolution;
    readonly note: string;
    readonly by: AccountId;
    readonly at: Instant;
  };
}

/**
 * The exception about money under a reference that is not ours. It follows from the capture, so that whoever hears of
 * the same money again, by another notice, finds that a person has been told.
 */
export const unknownCapture = (provider: string, captureId: string): PaymentExceptionId =>
  derivedId('paymentException', `unknown-reference ${provider} ${captureId}`);

export const raise = (exception: Omit<PaymentException, 'version' | 'state'>): Change<PaymentException> =>
  created<PaymentException>(
    { ...exception, state: 'open' },
    paymentExceptionRaised({ exceptionId: exception.id, kind: exception.kind, at: exception.raisedAt }),
  );

/** @throws Problem illegal-step when it is resolved already */
export const resolve = (
  exception: PaymentException,
  resolution: { action: Resolution; note: string; by: AccountId },
  now: Instant,
): Change<PaymentException> =>
  move<ExceptionState, typeof steps, PaymentException>(
    steps,
    exception,
    'resolve',
    { resolution: { ...resolution, at: now } },
    paymentExceptionResolved({
      exceptionId: exception.id,
      resolution: resolution.action,
      note: resolution.note,
      at: now,
    }),
  );
