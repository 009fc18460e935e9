import { operation, together } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import { invocation } from '../kernel/doors/invocation.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { write, type Write, type Writes } from '../kernel/store/commit.ts';
import type { Fact } from '../kernel/events.ts';
import { record } from '../kernel/store/facts.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { Repeated } from '../kernel/store/once.ts';
import { Problem } from '../kernel/problems.ts';
import { shardedList } from '../kernel/store/sharded-list.ts';
import { ledger, NotHeld, type Entry } from '../ledger/public.ts';
import { captures } from './capture-store.ts';
import { declinedPayments } from './declined-store.ts';
import { lateRefundWaits, unreadWaits, waitsForFinance } from './desk.ts';
import {
  paymentCaptured,
  paymentDeclined,
  paymentMeansProven,
  paymentExceptionRaised,
  paymentExceptionResolved,
  paymentRefunded,
  paymentUnallocated,
  refundFailed,
  refundRequested,
} from './events.ts';
import type { PaymentException } from './exception.ts';
import type { Move } from './move.ts';
import type { OrderShare, Payment, PaymentId } from './payment.ts';
import { unpaidCheckouts } from './rulebooks.ts';
import type { Refund } from './refunds/refund.ts';
import type { Attempt, RefundCase } from './refunds/settle-refund.ts';
import type { ProviderName } from './provider/provider-name.ts';
import type { UnreadNotice, UnreadPile } from './provider/unread.ts';
import type { Waiting } from './waiting.ts';
import { collectionAccount, type CollectionAccount } from './rulebooks.ts';

/** What waits for the provider. */
export const waitingPayments = shardedList('WAITING-PAYMENTS');
export const waitingRefunds = shardedList('WAITING-REFUNDS');

export const buyerPayments = (buyerId: AccountId): string => `BUYER-PAYMENTS#${buyerId}`;

/** What lists show of a payment. */
export interface PaymentSummary extends Waiting, Pick<Payment, 'state' | 'method' | 'amount' | 'since'> {
  readonly orders: readonly OrderShare['orderId'][];
  readonly paidAt?: Instant | undefined;
  /** Minor units of what was paid that have gone back. */
  readonly refunded: number;
}

const paymentStore = aggregate<Payment, PaymentSummary>({
  name: 'payment',
  prefix: 'PAYMENT',
  indexes: {
    gsi1: ({ id, state, askAgainAt }) =>
      state === 'created' || state === 'pending'
        ? [waitingPayments.place(id), `${askAgainAt}#${id}`]
        : undefined,
    gsi2: ({ id, buyerId }) => [buyerPayments(buyerId), id],
  },
  summary: ({ id, version, askAgainAt, state, method, amount, since, orders, captures }) => ({
    id,
    version,
    askAgainAt,
    state,
    method,
    amount,
    since,
    orders: orders.map(({ orderId }) => orderId),
    paidAt: captures.find(({ outcome }) => outcome === 'paid')?.at,
    refunded: orders.reduce((sum, { refunded }) => sum + refunded, 0),
  }),
  allowance: {
    name: 'unpaid-payments',
    limit: unpaidCheckouts,
    owner: ({ buyerId }) => buyerId,
    isOpen: ({ state }) => state === 'created' || state === 'pending' || state === 'declined',
    refusal: 'too-many-unpaid',
  },
});

export const payments = {
  ...paymentStore,
  /** What waits for the provider, in the order in which it is to be asked about. */
  waiting: paymentStore.list('payment.waiting', 'gsi1', waitingPayments.keys),
  /** A buyer's, in the order in which they were opened. */
  ofBuyer: paymentStore.list('payment.of-buyer', 'gsi2', 'BUYER-PAYMENTS#*'),
};

/** What lists show of a refund. */
export type RefundSummary =
  & Waiting
  & Pick<Refund, 'id' | 'orderId' | 'amount' | 'reason' | 'state' | 'requestedAt'>;

const refundStore = aggregate<Refund, RefundSummary>({
  name: 'refund',
  prefix: 'REFUND',
  indexes: {
    gsi1: ({ id, state, askAgainAt }) =>
      state === 'requested' || state === 'sent'
        ? [waitingRefunds.place(id), `${askAgainAt}#${id}`]
        : undefined,
    gsi2: ({ id, paymentId }) => [`PAYMENT-REFUNDS#${paymentId}`, id],
  },
  summary: ({ id, version, askAgainAt, orderId, amount, reason, state, requestedAt }) => ({
    id,
    version,
    askAgainAt,
    orderId,
    amount,
    reason,
    state,
    requestedAt,
  }),
  desks: [lateRefundWaits],
});

export const refunds = {
  ...refundStore,
  /** What waits for the provider, in the order in which it is to be asked about. */
  waiting: refundStore.list('refund.waiting', 'gsi1', waitingRefunds.keys),
  ofPayment: refundStore.list('refund.of-payment', 'gsi2', 'PAYMENT-REFUNDS#*'),
};
export const refundsOf = (paymentId: PaymentId): string => `PAYMENT-REFUNDS#${paymentId}`;

export const exceptions = aggregate<PaymentException>({
  name: 'payment-exception',
  prefix: 'PAYMENT-EXCEPTION',
  desks: [waitsForFinance],
});

/** Notices that nobody here understands, and what waits of them. */
export const unreadOf = (provider: ProviderName): string => `UNREAD-PAYMENT-NOTICES#${provider}`;
const unreadStore = aggregate<UnreadNotice>({
  name: 'unread-payment-notice',
  prefix: 'UNREAD-PAYMENT-NOTICE',
  indexes: { gsi1: ({ id, provider, receivedAt }) => [unreadOf(provider), `${receivedAt}#${id}`] },
});
export const unreadNotices = {
  ...unreadStore,
  onPile: unreadStore.list('unread-payment-notice.on-pile', 'gsi1', 'UNREAD-PAYMENT-NOTICES#*'),
};
export const unreadPiles = aggregate<UnreadPile>({
  name: 'payment-notice-pile',
  prefix: 'PAYMENT-NOTICE-PILE',
  desks: [unreadWaits],
});

/** A refund with what belongs to it, if there is such a refund. */
export const refundCase = async (refundId: string): Promise<RefundCase | undefined> => {
  const refund = await refunds.get(refundId);
  if (!refund) return undefined;
  const [payment, attempt, others] = await Promise.all([
    refund.paymentId && payments.need(refund.paymentId),
    attemptOf(refund),
    othersOf(refund),
  ]);
  return { ...attempt, payment: payment || undefined, others };
};

const attemptOf = async (refund: Refund): Promise<Attempt> => ({
  refund,
  exception: refund.exceptionId && await exceptions.get(refund.exceptionId),
});

/** All other attempts at giving back the same money: the first attempt keeps the list. Most refunds have no other. */
const othersOf = async (refund: Refund): Promise<Attempt[]> => {
  const first = refund.first ? await refunds.need(refund.first) : refund;
  const later = await Promise.all((first.attempts ?? []).map((id) => id === refund.id ? refund : refunds.need(id)));
  return Promise.all([first, ...later].filter(({ id }) => id !== refund.id).map(attemptOf));
};
export const readingRefund = together('refund.case', refunds.get, refunds.need, payments.need, exceptions.get);

/**
 * Keeps what the provider has told, as a fact, for the job that acts on it. A notice that was kept before is answered
 * as the first time: the provider tells until it is heard.
 */
export const keepNotice = operation(
  'payment-notice.keep',
  [{ on: 'table', actions: ['PutItem'], keys: ['PAYMENT-NOTICE#*'] }],
  (noticeId: string, fact: Fact): Write[] =>
    record(`PAYMENT-NOTICE#${noticeId}`, 1, [fact]).map(({ action }) => write(action, () => new Repeated(undefined))),
);

/**
 * Only an earning takes an order's money without a new version of its payment. So when the version stands and the money
 * is gone, it has been earned, and deciding again would change nothing.
 */
const posting = (entries: readonly Entry[]): Write[] =>
  ledger.post(...entries).map(({ action, otherwise }) =>
    write(action, (old) => {
      const error = otherwise(old);
      return error instanceof NotHeld
        ? new Problem('illegal-step', 'This money is not held any more: the order is completed')
        : error;
    })
  );

const declining = ({ after: { buyerId }, facts }: Change<Payment>): Write[] =>
  facts.filter(({ type }) => type === paymentDeclined.eventName).slice(0, 1)
    .map(() => declinedPayments.count(buyerId, invocation().now));

/** The writes of a decision about money. The payment comes first: who was overtaken there decides again. */
export const writesOf = (
  { payment, source, refunds: changes = [], exceptions: raised = [], arrivals = [], entries = [] }: Move,
): Writes => [
  ...[payment, source].flatMap((change) => (change ? [payments.save(change), declining(change)] : [])),
  ...changes.map((change) => refunds.save(change)),
  ...raised.map((change) => exceptions.save(change)),
  ...arrivals.map((arrival) => captures.claim(arrival)),
  ...(entries.length ? [posting(entries)] : []),
];

/** The permissions of those writes where nothing new comes in: money goes back, or it turns out that it did. */
export const movingBack = together('payments.move-back', payments.save, refunds.save, exceptions.save, ledger.post);

/** The permissions of those writes, and the events that they may tell. */
export const moving = together('payments.move', movingBack, declinedPayments.count, captures.claim);
export const movingTells = [
  paymentCaptured,
  paymentMeansProven,
  paymentDeclined,
  paymentUnallocated,
  refundRequested,
  paymentRefunded,
  refundFailed,
  paymentExceptionRaised,
  paymentExceptionResolved,
] as const;

/**
 * The account that a remittance goes to: the one in force when this attempt was opened. What has begun never changes, so
 * the time says which it was.
 */
export const collectedBy = Object.assign(
  async ({ method, since }: Payment): Promise<CollectionAccount | undefined> =>
    method === 'bank-remittance' ? collectionAccount.current(since) : undefined,
  together('payment.collected-by', collectionAccount.current),
);
