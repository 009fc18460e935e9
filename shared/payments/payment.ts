import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Fact } from '../kernel/events.ts';
import { id, type AccountId, type Id } from '../kernel/values/ids.ts';
import { sameMoney, sum, type Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { paymentExpired, paymentOpened } from './events.ts';
import { mustOffer, type PaymentMethod } from './provider/methods.ts';
import { nextLook, patience } from './policy.ts';
import type { DeclinedAttempts, PaymentAttempts } from './rulebooks.ts';

export type PaymentId = Id<'payment'>;
export const PaymentId = id('payment');

/** A means of payment as the provider's page has tokenised it. A card's number never reaches us [PAY-08]. */
export const PaymentToken = z.string().max(64).regex(/^tok_\w+$/, 'must be a token (tok_…); never send a card number')
  .meta({ examples: ['tok_visa'] });

export type PaymentState = z.infer<typeof PaymentState>;
export const PaymentState = z.enum(['created', 'pending', 'captured', 'declined', 'expired']);

/**
 * Money may arrive before the answer to our own request does, or after a decline that was told too early: it counts
 * then as well.
 */
export const steps = {
  request: { from: ['created'], to: 'pending' },
  renew: { from: ['created'], to: 'created' },
  capture: { from: ['created', 'pending', 'declined'], to: 'captured' },
  decline: { from: ['created', 'pending'], to: 'declined' },
  retry: { from: ['declined'], to: 'created' },
  expire: { from: ['created', 'pending', 'declined'], to: 'expired' },
} as const satisfies Steps<PaymentState>;

/**
 * Minor units that are on their way back, that are back, and that are owed since a refund of them failed, until a
 * person decides. Together they never exceed what was paid.
 */
export interface Refunds {
  readonly refunding: number;
  readonly refunded: number;
  readonly owed: number;
}

export const noRefunds: Refunds = { refunding: 0, refunded: 0, owed: 0 };

/** What one order has of a payment. */
export interface OrderShare extends Refunds {
  readonly orderId: Id<'order'>;
  readonly amount: Money;
  /** Minor units of what has gone back since the order became cheaper: its own lines say so as well. */
  readonly reduced?: number;
  /** Nobody wants the goods any more: its share goes back as soon as it has arrived. */
  readonly cancelled?: true;
}

/**
 * Money that has reached the provider under this payment. All but the one that is `paid` pays for nothing and goes
 * back.
 */
export interface Capture extends Refunds {
  /** The provider's id of its payment. */
  readonly providerId: string;
  readonly reference: string;
  readonly amount: Money;
  readonly at: Instant;
  readonly outcome: CaptureOutcome;
  /** What the provider has said of it that goes with nothing of this; a person has been told. */
  readonly contradictions?: readonly string[];
}

/** `allocated`: it came under this payment, and finance has paid another one with it. */
export type CaptureOutcome = z.infer<typeof CaptureOutcome>;
export const CaptureOutcome = z.enum(['paid', 'late', 'second', 'mismatch', 'allocated']);

/** What a buyer owes for one checkout. Its orders' shares sum to its amount. */
export interface Payment extends Versioned {
  readonly id: PaymentId;
  readonly checkoutId: Id<'checkout'>;
  readonly buyerId: AccountId;
  readonly amount: Money;
  readonly orders: readonly OrderShare[];
  readonly method: PaymentMethod;
  /** Where the buyer is, which decides the methods that are offered. */
  readonly country: string;
  readonly state: PaymentState;
  /** Counts from 1; each attempt has a reference of its own at the provider. */
  readonly attempt: number;
  /** Since when the buyer waits, for this attempt and for those that it renews. */
  readonly since: Instant;
  /** From when the poller asks the provider, while the attempt waits. Moves on with each look. */
  readonly askAgainAt: Instant;
  readonly token?: string | undefined;
  /** The buyer wants to pay by the same means again without naming it anew. */
  readonly keep?: true | undefined;
  readonly providerId?: string | undefined;
  /** Where the buyer confirms. */
  readonly payUrl?: string | undefined;
  readonly failureCode?: string | undefined;
  readonly captures: readonly Capture[];
  /** What was captured under it and is not its own, for somebody else's account or in the books before; a person has been told. */
  readonly misdirected?: readonly string[];
}

interface NewPayment {
  readonly paymentId: PaymentId;
  readonly checkoutId: Id<'checkout'>;
  readonly buyerId: AccountId;
  readonly amount: Money;
  readonly orders: readonly { readonly orderId: Id<'order'>; readonly amount: Money }[];
  readonly method: PaymentMethod;
  readonly country: string;
  readonly token?: string | undefined;
  readonly keep?: true | undefined;
}

/** What every fact of a payment says. */
export const about = ({ id: paymentId, checkoutId, buyerId }: Payment, at: Instant) => ({
  paymentId,
  checkoutId,
  buyerId,
  at,
});

/**
 * Opens the payment of a checkout; a job then asks the provider.
 * @throws Error unless the orders' shares sum to the amount
 */
export const openPayment = ({ paymentId, orders, ...payment }: NewPayment, now: Instant): Change<Payment> => {
  if (!sameMoney(sum(orders.map(({ amount }) => amount), payment.amount.currency), payment.amount)) {
    throw new Error(`The shares of ${paymentId} do not sum to its amount`);
  }
  const { checkoutId, buyerId, amount } = payment;
  return created<Payment>(
    {
      id: paymentId,
      ...payment,
      orders: orders.map(({ orderId, amount }) => ({ orderId, amount, ...noRefunds })),
      state: 'created',
      attempt: 1,
      since: now,
      askAgainAt: after(now, patience),
      captures: [],
    },
    paymentOpened({ paymentId, checkoutId, buyerId, at: now, amount, attempt: 1 }),
  );
};

/**
 * For a buyer who wants to try to pay.
 * @param declined how many of his attempts were declined today
 * @throws Problem too-many-declined
 */
export const mustHaveAttemptsLeft = (declined: number, { mostADay }: DeclinedAttempts): void => {
  if (declined >= mostADay) throw new Problem('too-many-declined', `At the most ${mostADay} a day`);
};

/**
 * Asks for another attempt after a decline, perhaps by another method.
 * @throws Problem illegal-step, method-unavailable, too-many-payment-attempts
 */
export const retryPayment = (
  payment: Payment,
  { method, token }: { method: PaymentMethod; token?: string | undefined },
  { attempts }: PaymentAttempts,
  now: Instant,
): Change<Payment> => {
  mustOffer(method, payment.amount.currency, payment.country);
  if (payment.attempt >= attempts) throw new Problem('too-many-payment-attempts', `At the most ${attempts}`);
  const attempt = payment.attempt + 1;
  return step(payment, 'retry', {
    method,
    token,
    attempt,
    since: now,
    askAgainAt: after(now, patience),
    providerId: undefined,
    payUrl: undefined,
    failureCode: undefined,
  }, paymentOpened({ ...about(payment, now), amount: payment.amount, attempt }));
};

/**
 * Nobody waits for the money any more: what still arrives goes back by itself.
 * @throws Problem illegal-step when it is captured or expired
 */
export const expirePayment = (payment: Payment, now: Instant): Change<Payment> =>
  step(payment, 'expire', {}, paymentExpired(about(payment, now)));

/** There was no news of a payment that we have asked about. */
export const askLater = (payment: Payment, now: Instant): Change<Payment> =>
  changed<Payment>(payment, { askAgainAt: nextLook(payment.since, now) });

/**
 * Requests a payment anew that the provider knows nothing of, under another reference: providers keep an error for a
 * day, and give it again to whoever repeats the request under its key (Stripe, for one).
 * @throws Problem illegal-step when the provider has taken the request
 */
export const renewAttempt = (payment: Payment, now: Instant): Change<Payment> => {
  const attempt = payment.attempt + 1;
  return step(
    payment,
    'renew',
    { attempt, askAgainAt: nextLook(payment.since, now) },
    paymentOpened({ ...about(payment, now), amount: payment.amount, attempt }),
  );
};

/** One step of the payment's life. */
export const step = (
  payment: Payment,
  name: keyof typeof steps,
  fields: Partial<Payment>,
  ...facts: Fact[]
): Change<Payment> => move<PaymentState, typeof steps, Payment>(steps, payment, name, fields, ...facts);

/** Our reference for the present attempt: the provider's idempotency key, and what a buyer writes on a remittance. */
export const referenceOf = ({ id, attempt }: Pick<Payment, 'id' | 'attempt'>): string => `${id}-${attempt}`;

/** Whether the provider, asked about all attempts, does not know of the present one. */
export const neverArrived = (payment: Payment, known: readonly { readonly reference: string }[]): boolean =>
  payment.state === 'created' && known.every(({ reference }) => reference !== referenceOf(payment));

/** The references of all attempts so far. */
export const referencesOf = ({ id, attempt }: Payment): string[] =>
  Array.from({ length: attempt }, (_, i) => referenceOf({ id, attempt: i + 1 }));

const pattern = /^(pay_[0-9A-HJKMNP-TV-Z]{26})-\d{1,4}$/;

/** The payment that a reference belongs to; none when it is not one of ours. */
export const paymentOf = (reference: string): PaymentId | undefined =>
  pattern.exec(reference)?.[1] as PaymentId | undefined;

/** @throws Problem not-found when it is somebody else's */
export const mustBelongTo = (payment: Payment, buyerId: AccountId): void => {
  if (payment.buyerId !== buyerId) throw new Problem('not-found');
};
