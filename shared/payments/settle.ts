import { changed } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import { Currency, money, sameMoney, zero, type Money } from '../kernel/money.ts';
import { capture, unallocatedCapture } from '../ledger/public.ts';
import { paymentCaptured, paymentDeclined, paymentUnallocated } from './events.ts';
import { raise, unknownCapture, type PaymentException } from './exception.ts';
import type { Given, Move } from './move.ts';
import { about, noRefunds, referenceOf, step, type Capture, type Payment } from './payment.ts';
import { cancelledShares, giveBack, type RefundOrder } from './refunding.ts';
import { nextLook } from './policy.ts';
import type { PaymentReport } from './provider.ts';

/**
 * What follows from the provider's word about a payment, or nothing when it is no news. It makes no difference who
 * brings it (the answer to a request, a notice, the poller), how often, or in which order: a capture counts once, by
 * the provider's id.
 */
export const settle = (payment: Payment, provider: string, report: PaymentReport, given: Given): Move | undefined => {
  if (report.status === 'captured') return receive(payment, provider, report, given);
  if (report.reference !== referenceOf(payment)) return undefined;
  return report.status === 'declined' ? decline(payment, report, given) : wait(payment, report, given);
};

/**
 * What follows from all of these reports, as one move: a reference may stand for several payments when a bank remits
 * twice. What has arrived goes before what has not, so that a decline is no news any more once the money is there.
 */
export const settleAll = (
  payment: Payment,
  provider: string,
  reports: readonly PaymentReport[],
  given: Given,
): Move | undefined => {
  const [arrived, others] = [true, false].map((is) => reports.filter(({ status }) => (status === 'captured') === is));
  const moves: Move[] = [];
  let present = payment;
  for (const report of [...arrived!, ...others!]) {
    const move = settle(present, provider, report, given);
    if (move) moves.push(move);
    present = move?.payment?.after ?? present;
  }
  return moves.length > 0 ? asOne(payment, moves) : undefined;
};

/** Moves of one payment, one after the other, as a single one: one version on. */
const asOne = (before: Payment, moves: readonly Move[]): Move => ({
  payment: changed<Payment>(
    before,
    moves.at(-1)!.payment!.after,
    ...moves.flatMap(({ payment }) => payment!.facts),
  ),
  refunds: moves.flatMap(({ refunds = [] }) => refunds),
  exceptions: moves.flatMap(({ exceptions = [] }) => exceptions),
  entries: moves.flatMap(({ entries = [] }) => entries),
});

const wait = (payment: Payment, { providerId, payUrl }: PaymentReport, { now }: Given): Move | undefined =>
  payment.state === 'created'
    ? { payment: step(payment, 'request', { providerId, payUrl, askAgainAt: nextLook(payment.since, now) }) }
    : undefined;

const decline = (
  payment: Payment,
  { failureCode = 'declined', providerId }: PaymentReport,
  { now }: Given,
): Move | undefined =>
  isOpen(payment)
    ? {
      payment: step(
        payment,
        'decline',
        { providerId, payUrl: undefined, failureCode },
        declined(payment, failureCode, { now }),
      ),
    }
    : undefined;

const declined = (payment: Payment, failureCode: string, { now }: Pick<Given, 'now'>) =>
  paymentDeclined({ ...about(payment, now), orders: sharesOf(payment), failureCode });

const isOpen = ({ state }: Payment): boolean => state === 'created' || state === 'pending';
const sharesOf = ({ orders }: Payment) => orders.map(({ orderId, amount }) => ({ orderId, amount }));

const receive = (payment: Payment, provider: string, report: PaymentReport, given: Given): Move | undefined => {
  if (payment.captures.some(({ providerId }) => providerId === report.providerId)) return undefined;
  const received = moneyOf(report);
  if (!received || !sameMoney(received, payment.amount)) return mismatch(payment, provider, report, received, given);
  if (payment.state === 'captured') return unwanted(payment, provider, report, 'second', given);
  if (payment.state === 'expired') return unwanted(payment, provider, report, 'late', given);
  return paid(payment, provider, report, given);
};

/** None when the books are not kept in that currency. */
const moneyOf = ({ received }: PaymentReport): Money | undefined => {
  const { data: currency } = Currency.safeParse(received?.currency);
  return received && currency && money(received.amount, currency);
};

const captureOf = (
  { providerId, reference }: PaymentReport,
  amount: Money,
  outcome: Capture['outcome'],
  { now: at }: Given,
): Capture => ({ providerId, reference, amount, at, outcome, ...noRefunds });

/** The orders are paid. A share that nobody wants any more goes back in the same transaction. */
const paid = (payment: Payment, provider: string, report: PaymentReport, given: Given): Move => {
  const { providerId, reference } = report;
  const captured = { ...payment, captures: [...payment.captures, captureOf(report, payment.amount, 'paid', given)] };
  const back = giveBack(captured, provider, cancelledShares(captured), given);
  const { orders, captures } = back.payment;
  return {
    payment: step(
      payment,
      'capture',
      { providerId, orders, captures, payUrl: undefined, failureCode: undefined },
      paymentCaptured({
        ...about(payment, given.now),
        amount: payment.amount,
        orders: sharesOf(payment),
        providerId,
      }),
    ),
    refunds: back.refunds,
    entries: [
      ...payment.orders.map((order) => capture({ provider, providerId, reference }, order, given.now)),
      ...back.entries,
    ],
  };
};

/** Too late or a second time: taken into the books and given back at once. */
const unwanted = (
  payment: Payment,
  provider: string,
  report: PaymentReport,
  outcome: 'late' | 'second',
  given: Given,
): Move => {
  const kept = captureOf(report, payment.amount, outcome, given);
  const order: RefundOrder = { captureId: kept.providerId, amount: kept.amount, reason: outcome };
  const back = giveBack({ ...payment, captures: [...payment.captures, kept] }, provider, [order], given);
  return {
    payment: changed<Payment>(
      payment,
      { captures: back.payment.captures },
      paymentUnallocated({ ...about(payment, given.now), amount: kept.amount, outcome }),
    ),
    refunds: back.refunds,
    entries: [unallocatedCapture({ provider, ...kept }, kept.amount, given.now), ...back.entries],
  };
};

/** Another amount or currency than was asked for: kept apart for a person, never taken for the payment [PAY-06]. */
const mismatch = (
  payment: Payment,
  provider: string,
  report: PaymentReport,
  received: Money | undefined,
  given: Given,
): Move => {
  const { now, newId } = given;
  const kept = captureOf(report, received ?? zero(payment.amount.currency), 'mismatch', given);
  const captures = [...payment.captures, kept];
  const told = paymentUnallocated({ ...about(payment, now), amount: kept.amount, outcome: 'mismatch' });
  const failureCode = 'amount-mismatch';
  return {
    payment: isOpen(payment) && report.reference === referenceOf(payment)
      ? step(
        payment,
        'decline',
        { captures, payUrl: undefined, failureCode },
        told,
        declined(payment, failureCode, given),
      )
      : changed<Payment>(payment, { captures }, told),
    exceptions: [raise({
      id: newId('paymentException'),
      kind: 'amount-mismatch',
      raisedAt: now,
      paymentId: payment.id,
      reference: report.reference,
      captureId: report.providerId,
      expected: payment.amount,
      received: report.received,
    })],
    entries: received ? [unallocatedCapture({ provider, ...kept }, received, now)] : [],
  };
};

/**
 * Money under a reference that is not one of ours: kept apart for a person. Nothing else is of interest without a
 * payment.
 * @param known the exception `unknownCapture`, once a notice of this money has been heard
 */
export const settleUnknown = (
  provider: string,
  report: PaymentReport,
  known: PaymentException | undefined,
  now: Instant,
): Move | undefined => {
  if (report.status !== 'captured' || known) return undefined;
  const received = moneyOf(report);
  return {
    exceptions: [raise({
      id: unknownCapture(provider, report.providerId),
      kind: 'unknown-reference',
      raisedAt: now,
      reference: report.reference,
      captureId: report.providerId,
      received: report.received,
    })],
    entries: received ? [unallocatedCapture({ provider, ...report }, received, now)] : [],
  };
};
