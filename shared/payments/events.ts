import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';
import { AccountId, id } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { ProviderName } from './provider/provider-name.ts';

const ulid = '01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const at = '2026-11-22T08:30:00.000Z';
const brl = (amount: number) => ({ amount, currency: 'BRL' });

/** What every event of a payment carries. */
const about = { paymentId: id('payment'), checkoutId: id('checkout'), buyerId: AccountId, at: Instant };
const sample = {
  paymentId: `pay_${ulid}`,
  checkoutId: `chk_${ulid}`,
  buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e',
  at,
};

const orders = z.array(z.object({ orderId: id('order'), amount: Money }));

/** A payment, or another attempt at it, waits to be requested from the provider. */
export const paymentOpened = event('payment-opened', 1, z.object({ ...about, amount: Money, attempt: z.int() }), {
  ...sample,
  amount: brl(7219),
  attempt: 1,
});

/** The whole amount has arrived, and nothing else will be taken: the orders are paid. */
export const paymentCaptured = event(
  'payment-captured',
  1,
  z.object({ ...about, amount: Money, orders, providerId: z.string() }),
  { ...sample, amount: brl(7219), orders: [{ orderId: `ord_${ulid}`, amount: brl(7219) }], providerId: 'pay_5f0e' },
);

/** It was paid by a means that the buyer wants to keep for the next time. */
export const paymentMeansProven = event('payment-means-proven', 1, z.object(about), sample);

/** An attempt came to nothing; another can be made until the payment expires. */
export const paymentDeclined = event('payment-declined', 1, z.object({ ...about, orders, failureCode: z.string() }), {
  ...sample,
  orders: [{ orderId: `ord_${ulid}`, amount: brl(7219) }],
  failureCode: 'insufficient-funds',
});

/** Nobody will be asked for this payment any more; what still arrives is given back. */
export const paymentExpired = event('payment-expired', 1, z.object(about), sample);

/**
 * Money has arrived that pays for no order. `late` and `second` captures are refunded by themselves, a `mismatch` by a
 * person.
 */
export const paymentUnallocated = event(
  'payment-unallocated',
  1,
  z.object({ ...about, amount: Money, outcome: z.enum(['late', 'second', 'mismatch']) }),
  { ...sample, amount: brl(7219), outcome: 'late' },
);

const aboutRefund = {
  refundId: id('refund'),
  /** None when the money came under a reference that is not one of ours. */
  paymentId: id('payment').optional(),
  buyerId: AccountId.optional(),
  orderId: id('order').optional(),
  amount: Money,
  at: Instant,
};
const refundSample = {
  refundId: `rfd_${ulid}`,
  paymentId: `pay_${ulid}`,
  buyerId: sample.buyerId,
  orderId: `ord_${ulid}`,
  amount: brl(7219),
  at,
};

/** A refund waits to be requested from the provider. */
export const refundRequested = event('refund-requested', 1, z.object(aboutRefund), refundSample);

/** The buyer has the money back; a later `refund-failed` takes this back. */
export const paymentRefunded = event('payment-refunded', 1, z.object(aboutRefund), refundSample);

/** The provider could not give the money back, or it has come back: a person decides. */
export const refundFailed = event('refund-failed', 1, z.object({ ...aboutRefund, failureCode: z.string() }), {
  ...refundSample,
  failureCode: 'refund-refused',
});

/** Something about a payment needs a person. */
export const paymentExceptionRaised = event(
  'payment-exception-raised',
  1,
  z.object({ exceptionId: id('paymentException'), kind: z.string(), at: Instant }),
  { exceptionId: `pex_${ulid}`, kind: 'amount-mismatch', at },
);
export const paymentExceptionResolved = event(
  'payment-exception-resolved',
  1,
  z.object({
    exceptionId: id('paymentException'),
    /** When it is about a payout. */
    payoutId: id('payout').optional(),
    resolution: z.string(),
    note: z.string(),
    at: Instant,
  }),
  { exceptionId: `pex_${ulid}`, resolution: 'refund', note: 'The buyer sent one cent too few', at },
);

/** What the provider says of one of its payments, refunds or payouts. `reference` is ours. */
const report = {
  noticeId: z.string(),
  providerId: z.string(),
  reference: z.string(),
  /** When the provider last changed it, by its own clock. */
  updatedAt: z.string().optional(),
};
/** Of what goes out: minor units, in the provider's own currency code. */
const priced = { amount: z.number().optional(), currency: z.string().optional() };
const reportSample = { noticeId: 'evt_5f0e', providerId: 'pay_5f0e' };

/** The provider has told of a payment. `received`: what it captured, in its own currency code; `payee`: for which account. */
export const paymentReported = event(
  'payment-reported',
  1,
  z.object({
    ...report,
    status: z.enum(['waiting', 'captured', 'declined']),
    received: z.object({ amount: z.int(), currency: z.string() }).optional(),
    payee: z.string().optional(),
    failureCode: z.string().optional(),
  }),
  { ...reportSample, reference: `pay_${ulid}-1`, status: 'captured', received: brl(7219), payee: 'acct_sandbox' },
);

/** The provider has told of a refund. */
export const refundReported = event(
  'refund-reported',
  1,
  z.object({
    ...report,
    ...priced,
    status: z.enum(['pending', 'succeeded', 'failed']),
    failureCode: z.string().optional(),
  }),
  { ...reportSample, reference: `rfd_${ulid}`, status: 'succeeded' },
);

/** The provider has told of a payout. */
export const payoutReported = event(
  'payout-reported',
  1,
  z.object({
    ...report,
    ...priced,
    status: z.enum(['pending', 'paid', 'failed', 'returned']),
    failureCode: z.string().optional(),
  }),
  { ...reportSample, reference: `pot_${ulid}`, status: 'paid' },
);

/** A person has to read what the provider has signed: nobody here understands it. */
export const paymentNoticeUnread = event(
  'payment-notice-unread',
  1,
  z.object({ noticeId: id('paymentNotice'), provider: ProviderName, told: z.string(), at: Instant }),
  { noticeId: `pnt_${ulid}`, provider: 'sandbox', told: 'payment.disputed', at },
);
/** A person has looked at notices that nobody here understood, and nothing more is to be done. */
export const paymentNoticesSetAside = event(
  'payment-notices-set-aside',
  1,
  z.object({ provider: ProviderName, notices: z.int(), reason: z.string(), at: Instant }),
  { provider: 'sandbox', notices: 12, reason: 'Disputes are settled by hand for now', at },
);
