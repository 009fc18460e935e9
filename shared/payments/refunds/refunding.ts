import { changed, type Change } from '../../kernel/store/change.ts';
import type { Id } from '../../kernel/values/ids.ts';
import { money, type Money } from '../../kernel/values/money.ts';
import { Problem } from '../../kernel/problems.ts';
import {
  refundRequested as refundRequestedEntry,
  type Account,
  type Entry,
  type RefundPosting,
} from '../../ledger/public.ts';
import type { Given, Move } from '../move.ts';
import type { OrderShare, Payment, Refunds } from '../payment.ts';
import { openRefund, owes, type Refund, type RefundId, type RefundReason } from './refund.ts';

/** Part of a capture to be given back: of an order's share, or of money that pays for no order. */
export interface RefundOrder {
  readonly captureId: string;
  readonly orderId?: Id<'order'> | undefined;
  readonly amount: Money;
  readonly reason: RefundReason;
  readonly note?: string | undefined;
  /** Where the money is, when it is not where it came in: a refund of it has failed before. */
  readonly from?: Account;
  /** The first attempt at it, when there was one. */
  readonly first?: RefundId;
}

/** Minor units of an amount that are neither back, nor on their way, nor owed. */
const left = ({ amount, refunding, refunded, owed }: Refunds & { readonly amount: Money }): number =>
  amount.amount - refunding - refunded - owed;

const shift = <T extends Refunds>(part: T, { refunding = 0, refunded = 0, owed = 0 }: Partial<Refunds>): T => ({
  ...part,
  refunding: part.refunding + refunding,
  refunded: part.refunded + refunded,
  owed: part.owed + owed,
});

/** Moves the counters of a sum that goes back, on its capture and on its order's share. */
export const count = (
  payment: Payment,
  { captureId, orderId }: Pick<RefundOrder, 'captureId' | 'orderId'>,
  by: Partial<Refunds>,
): Payment => ({
  ...payment,
  captures: payment.captures.map((one) => (one.providerId === captureId ? shift(one, by) : one)),
  orders: payment.orders.map((one) => (one.orderId === orderId ? shift(one, by) : one)),
});

/** By which counter a sum counts that is given back, or was tried to be, by several attempts. It counts once. */
const counterOf = (attempts: readonly Refund[]): keyof Refunds => {
  if (attempts.some(owes)) return 'owed';
  return attempts.some(({ state }) => state === 'requested' || state === 'sent') ? 'refunding' : 'refunded';
};

/** The payment with what changes for one sum; nothing when it counts as before, or is of no payment. */
export const countedBy = (
  payment: Payment | undefined,
  attempts: readonly Refund[],
  changes: readonly Change<Refund>[],
): { payment?: Change<Payment> } => {
  const [sum] = attempts;
  const standing = attempts.map((was) => changes.find(({ before }) => before === was)?.after ?? was);
  const opened = changes.filter(({ before }) => before === null).map(({ after }) => after);
  const [from, to] = [counterOf(attempts), counterOf([...standing, ...opened])];
  if (!payment || !sum || from === to) return {};
  const { amount: { amount } } = sum;
  return { payment: recounted(payment, count(payment, sum, { [from]: -amount, [to]: amount })) };
};

const partsOf = (payment: Payment, { captureId, orderId }: RefundOrder) => [
  payment.captures.find(({ providerId }) => providerId === captureId),
  ...(orderId ? [payment.orders.find((one) => one.orderId === orderId)] : []),
];

const mustBeLeft = (payment: Payment, order: RefundOrder): void => {
  for (const part of partsOf(payment, order)) {
    if (!part) throw new Problem('not-found');
    if (part.amount.currency !== order.amount.currency) {
      throw new Problem('currency-mixed', `It was paid in ${part.amount.currency}`);
    }
    if (order.amount.amount < 1 || order.amount.amount > left(part)) {
      const waiting = part.owed > 0 ? `, and ${part.owed} wait for a decision since a refund failed` : '';
      throw new Problem('refund-too-large', `${left(part)} ${part.amount.currency} are left to be refunded${waiting}`);
    }
  }
};

/**
 * Opens refunds: what is back, on its way and owed together never exceed what was paid, per order and per capture.
 * @returns the payment's new counters, not yet a change; the refunds; the postings
 * @throws Problem refund-too-large, currency-mixed, not-found
 */
export const giveBack = (payment: Payment, provider: string, orders: readonly RefundOrder[], given: Given) => {
  const refunds: Change<Refund>[] = [];
  const entries: Entry[] = [];
  let counted = payment;
  for (const order of orders) {
    mustBeLeft(counted, order);
    counted = count(counted, order, { refunding: order.amount.amount });
    const { refund, entry } = refundOf(order, payment, provider, given);
    refunds.push(refund);
    entries.push(entry);
  }
  return { payment: counted, refunds, entries };
};

/** Opens one refund. @param payment none when the money came under a reference that is not one of ours */
export const refundOf = (
  order: RefundOrder,
  payment: Payment | undefined,
  provider: string,
  { now, newId }: Given,
): { refund: Change<Refund>; entry: Entry } => {
  const refund = openRefund({
    id: newId('refund'),
    paymentId: payment?.id,
    buyerId: payment?.buyerId,
    ...order,
    from: order.from ?? cameInAt(order),
    requestedAt: now,
  });
  return { refund, entry: refundRequestedEntry(postingOf(refund.after, provider), now) };
};

const cameInAt = ({ captureId, orderId }: RefundOrder): Account =>
  orderId ? `buyer-funds:${orderId}` : `unallocated-funds:${captureId}`;

export const postingOf = ({ id: refundId, from, amount, orderId }: Refund, provider: string): RefundPosting => ({
  refundId,
  from,
  amount,
  orderId,
  provider,
});

const restOf = (payment: Payment, share: OrderShare): RefundOrder[] => {
  const capture = payment.captures.find(({ outcome }) => outcome === 'paid');
  const amount = money(left(share), share.amount.currency);
  return capture && amount.amount > 0
    ? [{ captureId: capture.providerId, orderId: share.orderId, amount, reason: 'order-cancelled' }]
    : [];
};

/** The refunds of all shares that nobody wants any more. */
export const cancelledShares = (payment: Payment): RefundOrder[] =>
  payment.orders.filter(({ cancelled }) => cancelled).flatMap((share) => restOf(payment, share));

/**
 * An order is cancelled: what is left of its share goes back, now or, when the money has not arrived yet, as soon as it
 * does.
 * @returns nothing when it was cancelled before
 * @throws Problem not-found when the payment does not cover the order
 */
export const cancelShare = (
  payment: Payment,
  provider: string,
  orderId: Id<'order'>,
  given: Given,
): Move | undefined => {
  const share = payment.orders.find((one) => one.orderId === orderId);
  if (!share) throw new Problem('not-found');
  if (share.cancelled || payment.state === 'expired') return undefined;
  const marked = {
    ...payment,
    orders: payment.orders.map((one) => (one === share ? { ...one, cancelled: true as const } : one)),
  };
  const back = giveBack(marked, provider, restOf(marked, share), given);
  const { orders, captures } = back.payment;
  return { payment: changed<Payment>(payment, { orders, captures }), refunds: back.refunds, entries: back.entries };
};

/**
 * Finance or the shop gives back a part of what was paid for an order, while we hold it [PAY-07].
 * @throws Problem illegal-step before it is paid, refund-too-large, currency-mixed, not-found
 */
export const refundOrder = (
  payment: Payment,
  provider: string,
  { by = 'finance', ...order }: { orderId: Id<'order'>; amount: Money; note: string; by?: 'finance' | 'shop' },
  given: Given,
): Move & { readonly payment: Change<Payment> } => {
  const capture = payment.captures.find(({ outcome }) => outcome === 'paid');
  if (!capture) throw new Problem('illegal-step', 'Nothing has been paid yet');
  const { payment: { orders, captures }, refunds, entries } = giveBack(payment, provider, [{
    ...order,
    captureId: capture.providerId,
    reason: by,
  }], given);
  return { payment: changed<Payment>(payment, { orders, captures }), refunds, entries };
};

/**
 * A part of an order has come back: what its units cost goes back to the buyer, or what is left of the order's share
 * where more of it has been given back already.
 * @throws Problem illegal-step before it is paid
 */
export const refundPart = (
  payment: Payment,
  provider: string,
  { orderId, amount, reason = 'part-returned' }: { orderId: Id<'order'>; amount: Money; reason?: RefundReason },
  given: Given,
): Move => {
  // Of what replaces goods nothing was paid.
  if (amount.amount === 0) return {};
  const capture = payment.captures.find(({ outcome }) => outcome === 'paid');
  const share = payment.orders.find((one) => one.orderId === orderId);
  if (!capture || !share) throw new Problem('illegal-step', 'Nothing has been paid for it');
  const back = money(Math.min(amount.amount, left(share)), amount.currency);
  if (back.amount === 0) return {};
  const part = { orderId, amount: back, captureId: capture.providerId, reason };
  const { payment: counted, refunds, entries } = giveBack(payment, provider, [part], given);
  return { payment: recounted(payment, counted), refunds, entries };
};

/**
 * The buyer has changed an order that has become cheaper: the difference goes back, and the share remembers that the
 * order's own lines say so.
 * @throws Problem illegal-step before it is paid, refund-too-large when more of it has been given back already
 */
export const giveDifference = (
  payment: Payment,
  provider: string,
  { orderId, amount }: { orderId: Id<'order'>; amount: Money },
  given: Given,
): Move => {
  const capture = payment.captures.find(({ outcome }) => outcome === 'paid');
  if (!capture) throw new Problem('illegal-step', 'Nothing has been paid yet');
  const difference = { orderId, amount, captureId: capture.providerId, reason: 'order-changed' } as const;
  const { payment: { orders, captures }, refunds, entries } = giveBack(payment, provider, [difference], given);
  const reduced = orders.map((one) =>
    one.orderId === orderId ? { ...one, reduced: (one.reduced ?? 0) + amount.amount } : one
  );
  return { payment: changed<Payment>(payment, { orders: reduced, captures }), refunds, entries };
};

/** The same payment with other counters. */
export const recounted = (payment: Payment, { orders, captures }: Payment): Change<Payment> =>
  changed<Payment>(payment, { orders, captures });
