import type { Instant } from '../kernel/values/clock.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { negate, subtract, type Money } from '../kernel/values/money.ts';
import type { Account } from './accounts.ts';
import type { Entry, EntryKind, Posting } from './entry.ts';

/** The posting rules: each move of money as one balanced entry. Amounts are given as positive numbers. */

const debit = (account: Account, amount: Money): Posting => ({ account, amount });
const credit = (account: Account, amount: Money): Posting => ({ account, amount: negate(amount) });

const transfer = (
  kind: EntryKind,
  subject: string,
  at: Instant,
  amount: Money,
  from: Account,
  to: Account,
  about: Partial<Entry>,
): Entry => ({ id: `${kind}:${subject}`, at, kind, ...about, postings: [debit(from, amount), credit(to, amount)] });

/** A payment that the provider has captured. */
interface Captured {
  provider: string;
  /** The provider's id of the payment. */
  providerId: string;
  reference: string;
}

/** The buyer's money for one order has reached the provider: we hold it until the order is completed. */
export const capture = (
  { provider, providerId, reference }: Captured,
  order: { orderId: Id<'order'>; amount: Money },
  at: Instant,
): Entry =>
  transfer(
    'capture',
    `${providerId}:${order.orderId}`,
    at,
    order.amount,
    `provider-clearing:${provider}`,
    `buyer-funds:${order.orderId}`,
    { orderId: order.orderId, reference },
  );

/**
 * Money has reached the provider that pays for no order: too late, a second time, or of a wrong amount. It is owed
 * back.
 */
export const unallocatedCapture = ({ provider, providerId, reference }: Captured, amount: Money, at: Instant): Entry =>
  transfer(
    'unallocated-capture',
    providerId,
    at,
    amount,
    `provider-clearing:${provider}`,
    `unallocated-funds:${providerId}`,
    { reference },
  );

/** Money that paid for no order was meant for this one: from now on we hold it until the order is completed. */
export const allocation = (
  { providerId, reference }: Omit<Captured, 'provider'>,
  order: { orderId: Id<'order'>; amount: Money },
  at: Instant,
): Entry =>
  transfer(
    'allocation',
    `${providerId}:${order.orderId}`,
    at,
    order.amount,
    `unallocated-funds:${providerId}`,
    `buyer-funds:${order.orderId}`,
    { orderId: order.orderId, reference },
  );

/** Money that paid for no order has been given back by another way: what the provider holds of it is the platform's own. */
export const unallocatedSettledElsewhere = (
  { providerId, reference }: Omit<Captured, 'provider'>,
  amount: Money,
  at: Instant,
): Entry =>
  transfer(
    'unallocated-settled-elsewhere',
    providerId,
    at,
    amount,
    `unallocated-funds:${providerId}`,
    'settled-elsewhere',
    { reference },
  );

/** A refund of money that we hold, out of `from`. */
export interface RefundPosting {
  readonly refundId: Id<'refund'>;
  readonly from: Account;
  readonly amount: Money;
  readonly provider: string;
  readonly orderId?: Id<'order'> | undefined;
}

/** What the money of a refund that came to nothing becomes: owed to the buyer, unless he has had it twice. */
export type RefundBackTo = 'refunds-failed' | 'buyer-receivable' | 'written-off';

const aboutRefund = ({ refundId, orderId }: RefundPosting): Partial<Entry> => ({
  ...(orderId && { orderId }),
  reference: refundId,
});

/** The provider is asked to give money back: it is set apart. */
export const refundRequested = (refund: RefundPosting, at: Instant): Entry =>
  transfer(
    'refund-requested',
    refund.refundId,
    at,
    refund.amount,
    refund.from,
    'refunds-in-flight',
    aboutRefund(refund),
  );

/**
 * The buyer has it. `out` is where the books have it by then: it may have failed before, and perhaps has been given
 * another time since.
 */
export const refundSucceeded = (
  refund: RefundPosting,
  at: Instant,
  out: 'refunds-in-flight' | 'refunds-failed' | 'buyer-receivable' = 'refunds-in-flight',
): Entry =>
  transfer(
    'refund-succeeded',
    refund.refundId,
    at,
    refund.amount,
    out,
    `provider-clearing:${refund.provider}`,
    aboutRefund(refund),
  );

/**
 * The provider could not give it back: it is owed to the buyer until a person decides. It does not go back to where it
 * was taken from, where the merchant would earn it. `to` is the claim that it settles when another attempt has given the
 * buyer the same money, or what the platform has borne of that.
 */
export const refundFailed = (
  refund: RefundPosting,
  at: Instant,
  to: RefundBackTo = 'refunds-failed',
): Entry =>
  transfer(
    'refund-failed',
    refund.refundId,
    at,
    refund.amount,
    'refunds-in-flight',
    to,
    aboutRefund(refund),
  );

/**
 * A refund has come back after it had succeeded: the provider holds the money again, and it is owed to the buyer, settles
 * the claim on one who had it twice, or is what the platform has borne of that.
 */
export const refundReturned = (refund: RefundPosting, at: Instant, to: RefundBackTo): Entry =>
  transfer(
    'refund-returned',
    refund.refundId,
    at,
    refund.amount,
    `provider-clearing:${refund.provider}`,
    to,
    aboutRefund(refund),
  );

/** The buyer has got what a failed refund owed by another way: what the provider holds of it is the platform's own. */
export const refundSettledElsewhere = (refund: RefundPosting, at: Instant): Entry =>
  transfer(
    'refund-settled-elsewhere',
    refund.refundId,
    at,
    refund.amount,
    'refunds-failed',
    'settled-elsewhere',
    aboutRefund(refund),
  );

/** What a completed order earns, after what has been refunded of it (`netOfRefund`). */
export interface Earning {
  readonly items: Money;
  readonly freight: Money;
  readonly commission: Money;
}

/**
 * An order is completed: the commission is the platform's, the rest will be the merchant's. The freight passes through.
 */
export const earn = (
  order: { orderId: Id<'order'>; merchantId: MerchantId },
  { items, freight, commission }: Earning,
  at: Instant,
): Entry => {
  const pending: Account = `merchant-pending:${order.merchantId}`;
  const funds: Account = `buyer-funds:${order.orderId}`;
  return {
    id: `earn:${order.orderId}`,
    at,
    kind: 'earn',
    ...order,
    postings: [
      debit(funds, items),
      credit('commission', commission),
      credit(pending, subtract(items, commission)),
      debit(funds, freight),
      credit('freight', freight),
      debit('freight', freight),
      credit(pending, freight),
    ],
  };
};

/** Where a shop has what an order earned, when a part of it is given back: not yet its own, its own, or settled. */
export type EarnedSide = 'merchant-pending' | 'merchant-released' | 'merchant-debt';

/**
 * A part of a completed order is given back to its buyer: the shop gives its share of it, the platform the rest, which was
 * its commission. Of what a statement has settled the shop owes its share from now on. The entry's id is `subject`'s: one
 * return reverses an earning once.
 */
export const reverseEarning = (
  { subject, orderId, merchantId }: { subject: string; orderId: Id<'order'>; merchantId: MerchantId },
  { back, share }: { readonly back: Money; readonly share: Money },
  from: EarnedSide,
  at: Instant,
): Entry => ({
  id: `earn-reversed:${subject}`,
  at,
  kind: 'earn-reversed',
  orderId,
  merchantId,
  reference: subject,
  postings: [
    debit('commission', subtract(back, share)),
    debit(`${from}:${merchantId}`, share),
    credit(`buyer-funds:${orderId}`, back),
  ],
});

/** The after-sales window of an order is over: what it earned can be paid out. */
export const release = (order: { orderId: Id<'order'>; merchantId: MerchantId }, amount: Money, at: Instant): Entry =>
  transfer(
    'release',
    order.orderId,
    at,
    amount,
    `merchant-pending:${order.merchantId}`,
    `merchant-released:${order.merchantId}`,
    order,
  );

/** A statement keeps of what a merchant can be paid out what he owes. */
export const setOff = (
  { statementId, merchantId }: { readonly statementId: Id<'statement'>; readonly merchantId: MerchantId },
  amount: Money,
  at: Instant,
): Entry =>
  transfer(
    'set-off',
    statementId,
    at,
    amount,
    `merchant-released:${merchantId}`,
    `merchant-debt:${merchantId}`,
    { merchantId, reference: statementId },
  );

export interface PayoutPosting {
  readonly payoutId: Id<'payout'>;
  readonly merchantId: MerchantId;
  readonly amount: Money;
  readonly provider: string;
}

/** Where the books have a merchant's money that is not on its way: to be paid out, or claimed since it was paid twice. */
export type MerchantSide = 'merchant-released' | 'merchant-receivable';

/** What the money of a payout that came to nothing becomes: the merchant's side of it, or what the platform bore of it. */
export type PayoutBackTo = MerchantSide | 'written-off';
const backTo = (to: PayoutBackTo, merchantId: MerchantId): Account => to === 'written-off' ? to : `${to}:${merchantId}`;

const aboutPayout = ({ payoutId, merchantId }: PayoutPosting): Partial<Entry> => ({ merchantId, reference: payoutId });

/** The provider is asked to pay a merchant: the money is set apart. */
export const payoutRequested = (payout: PayoutPosting, at: Instant): Entry =>
  transfer(
    'payout-requested',
    payout.payoutId,
    at,
    payout.amount,
    `merchant-released:${payout.merchantId}`,
    'payouts-in-flight',
    aboutPayout(payout),
  );

/**
 * The merchant has it. `out` is where the books have it by then: of one that had failed before, the money is the
 * merchant's to be paid out again, or has been paid by another payout and is claimed.
 */
export const payoutPaid = (payout: PayoutPosting, at: Instant, out?: MerchantSide): Entry =>
  transfer(
    'payout-paid',
    payout.payoutId,
    at,
    payout.amount,
    out ? `${out}:${payout.merchantId}` : 'payouts-in-flight',
    `provider-clearing:${payout.provider}`,
    aboutPayout(payout),
  );

/**
 * The provider could not pay: it is the merchant's to be paid out again, or settles the claim on what was paid twice, or
 * is what the platform had borne of it.
 */
export const payoutFailed = (payout: PayoutPosting, at: Instant, to: PayoutBackTo = 'merchant-released'): Entry =>
  transfer(
    'payout-failed',
    payout.payoutId,
    at,
    payout.amount,
    'payouts-in-flight',
    backTo(to, payout.merchantId),
    aboutPayout(payout),
  );

/**
 * A payout has come back days after it was paid: the provider holds the money again, and we owe it again, or it settles
 * the claim on what was paid twice, or is what the platform had borne of it.
 */
export const payoutReturned = (payout: PayoutPosting, at: Instant, to: PayoutBackTo = 'merchant-released'): Entry =>
  transfer(
    'payout-returned',
    payout.payoutId,
    at,
    payout.amount,
    `provider-clearing:${payout.provider}`,
    backTo(to, payout.merchantId),
    aboutPayout(payout),
  );

/** A claim of what was paid or given twice. `on` is the account that it stands on. */
export interface Claim {
  readonly subject: string;
  readonly on: Account;
  readonly amount: Money;
  readonly about: Partial<Entry>;
}

/** What was paid or given twice has been settled outside of the platform. */
export const claimSettledElsewhere = ({ subject, on, amount, about }: Claim, at: Instant): Entry =>
  transfer('claim-settled-elsewhere', subject, at, amount, 'settled-elsewhere', on, about);

/** What was paid or given twice, or a shop owes, is not got back: the platform bears it. */
export const claimWrittenOff = ({ subject, on, amount, about }: Claim, at: Instant): Entry =>
  transfer('claim-written-off', subject, at, amount, 'written-off', on, about);

/** One movement of the provider's statement, of which it has kept something. */
export interface FeePosting {
  readonly provider: string;
  /** The provider's day, and its own name of the movement. */
  readonly date: string;
  readonly type: string;
  readonly providerId: string;
  readonly reference: string;
  /** Negative when it gives something back. */
  readonly amount: Money;
}

/** The provider has kept its fee. The id follows from the statement's line: read again, it is the same entry. */
export const providerFee = ({ provider, date, type, providerId, reference, amount }: FeePosting, at: Instant): Entry =>
  transfer(
    'provider-fee',
    `${provider}:${date}:${type}:${providerId}:${amount.currency}`,
    at,
    amount,
    'provider-fees',
    `provider-clearing:${provider}`,
    { reference },
  );
