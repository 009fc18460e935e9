import { setting } from '../kernel/env.ts';
import { between, seconds, type Instant } from '../kernel/values/clock.ts';
import type { Money } from '../kernel/values/money.ts';
import { provider } from './provider/institution.ts';
import { referenceOf, referencesOf, type Payment } from './payment.ts';
import { isOlder, type PaymentReport, type PayoutReport, type RefundReport } from './provider/provider.ts';
import type { Refund } from './refunds/refund.ts';

/**
 * How long after it was opened a request certainly has not been sent before. From then on an earlier run may have sent
 * it and lost the answer, and providers forget idempotency keys: its reference is looked up first.
 */
const fresh = seconds(15);

/**
 * Asks the provider for the money, or what became of the request. What the provider has of an expired payment is taken
 * back, so that nobody pays it any more; what is being captured at this very moment refuses that and throws.
 *
 * The job that may have asked for the money comes here again when the payment has expired meanwhile. So a request that
 * was on its way to the provider while the buyer cancelled, when `withdraw-payment` could not find it yet, is taken back
 * by the one who sent it, or by `check-payment` if its answer was lost.
 */
export const pursuePayment = async (payment: Payment, now: Instant): Promise<PaymentReport[]> => {
  const { state, since, amount, method, token, keep } = payment;
  if (state === 'expired') return lookUp(payment);
  const reference = referenceOf(payment);
  const known = state !== 'created' || between(since, now) > fresh ? await provider.findPayments(reference) : [];
  if (known.length > 0 || state !== 'created') return known;
  return [await provider.create({ reference, amount, method, token, keep, returnUrl: pageOf(payment.id) })];
};

/** Where the buyer sees what has become of it; in the language that his browser asks for. */
const pageOf = (paymentId: Payment['id']): string => `${setting('SHOP_SITE')}/pay/${paymentId}`;

/**
 * All that the provider knows of a payment, under the references of all its attempts. What it has of an expired one is
 * taken back.
 */
export const lookUp = async (payment: Payment): Promise<PaymentReport[]> => {
  const reports = (await Promise.all(referencesOf(payment).map((reference) => provider.findPayments(reference))))
    .flat();
  return payment.state === 'expired' ? withdrawn(reports) : reports;
};

/** A notice, or what the provider says at present of the same payment when the notice was overtaken on its way. */
export const presentWord = async (notice: PaymentReport): Promise<PaymentReport> => {
  const present = (await provider.findPayments(notice.reference))
    .find(({ providerId }) => providerId === notice.providerId);
  return present && isOlder(notice, present) ? present : notice;
};

const withdrawn = async (reports: PaymentReport[]): Promise<PaymentReport[]> => {
  const waiting = reports.filter(({ status }) => status === 'waiting');
  await Promise.all(waiting.map(({ providerId }) => provider.cancel(providerId)));
  return reports;
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

/** Whether a payout may be sent: at once, not while it is held, or not at all since its account is given up. */
export type Sending = 'now' | 'later' | 'never';

/**
 * Asks the provider to pay, or what became of the request. One that has taken a request and does not know it any more
 * says nothing, and is not asked to pay again: a person looks at it. One that may not be sent is only looked up: an
 * earlier run may have sent it while it might be. What is never to be sent, and is not known there, has failed.
 */
export const pursuePayout = async (
  { id: reference, state, amount, account, requestedAt }: WaitingPayout,
  sending: Sending,
  now: Instant,
): Promise<PayoutReport | undefined> => {
  const mayBeKnown = sending !== 'now' || state !== 'requested' || between(requestedAt, now) > fresh;
  const known = mayBeKnown ? await provider.findPayout(reference) : undefined;
  if (known || state !== 'requested' || sending === 'later') return known;
  return sending === 'never'
    ? { reference, status: 'failed', failureCode: 'account-changed' }
    : provider.payout({ reference, amount, account });
};
