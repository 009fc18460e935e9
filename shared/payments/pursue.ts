import { between, seconds, type Instant } from '../kernel/clock.ts';
import type { Money } from '../kernel/money.ts';
import { provider } from './institution.ts';
import { referenceOf, type Payment } from './payment.ts';
import type { PaymentReport, PayoutReport, RefundReport } from './provider.ts';
import type { Refund } from './refund.ts';

/**
 * How long after it was opened a request certainly has not been sent before. From then on an earlier run may have sent
 * it and lost the answer, and providers forget idempotency keys: its reference is looked up first.
 */
const fresh = seconds(15);

/** Asks the provider for the money, or what became of the request. */
export const pursuePayment = async (payment: Payment, now: Instant): Promise<PaymentReport[]> => {
  const reference = referenceOf(payment);
  const known = payment.state !== 'created' || between(payment.since, now) > fresh
    ? await provider.findPayments(reference)
    : [];
  if (known.length > 0 || payment.state !== 'created') return known;
  const { amount, method, token } = payment;
  return [await provider.create({ reference, amount, method, token })];
};

/** Asks the provider to give the money back, or what became of the request. */
export const pursueRefund = async (
  { id: reference, captureId: providerId, amount, requestedAt }: Refund,
  now: Instant,
): Promise<RefundReport> => {
  const known = between(requestedAt, now) > fresh ? await provider.findRefund(reference) : undefined;
  return known ?? provider.refund({ reference, providerId, amount });
};

/** What the provider needs to know of a payout that waits. Its id is our reference. */
interface WaitingPayout {
  readonly id: string;
  readonly state: string;
  readonly amount: Money;
  readonly account: string;
  readonly requestedAt: Instant;
}

/**
 * Asks the provider to pay, or what became of the request. One that has taken a request and does not know it any more
 * says nothing, and is not asked to pay again: a person looks at it.
 */
export const pursuePayout = async (
  { id: reference, state, amount, account, requestedAt }: WaitingPayout,
  now: Instant,
): Promise<PayoutReport | undefined> => {
  const known = state !== 'requested' || between(requestedAt, now) > fresh
    ? await provider.findPayout(reference)
    : undefined;
  if (known || state !== 'requested') return known;
  return provider.payout({ reference, amount, account });
};
