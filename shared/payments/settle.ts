import { changed, type Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { derivedId } from '../kernel/values/ids.ts';
import { Currency, money, sameMoney, subtract, written, zero, type Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { allocation, capture, unallocatedCapture, type Entry } from '../ledger/public.ts';
import { paymentCaptured, paymentDeclined, paymentMeansProven, paymentUnallocated } from './events.ts';
import { raise, type PaymentException, type PaymentExceptionId } from './exception.ts';
import type { Arrival, Given, Move } from './move.ts';
import { about, noRefunds, referenceOf, step, type Capture, type OrderShare, type Payment } from './payment.ts';
import { cancelledShares, count, giveBack, recounted, refundOf, type RefundOrder } from './refunds/refunding.ts';
import { nextLook } from './policy.ts';
import type { Collector, PaymentReport } from './provider/provider.ts';

/**
 * What follows from the provider's word about a payment, or nothing when it is no news. It makes no difference who
 * brings it (the answer to a request, a notice, the poller), how often, or in which order: a capture counts once, by
 * the provider's id. What goes with nothing that the provider has said of a capture before moves nothing, and reaches a
 * person: that it was declined after all, that it was of another amount, or that it came under another reference. What was
 * captured for another account than ours is not ours: nothing is booked, and it pays for nothing.
 */
export const settle = (
  payment: Payment,
  collector: Collector,
  report: PaymentReport,
  given: Given,
): Move | undefined => {
  if (isMisdirected(collector, report)) return strange(payment, 'payee-mismatch', collector, report, given);
  if (report.status === 'captured') return receive(payment, collector, report, given);
  const known = payment.captures.find(({ providerId }) => providerId === report.providerId);
  if (known && report.status === 'declined') return contradict(payment, known, report, given);
  if (report.reference !== referenceOf(payment)) return undefined;
  return report.status === 'declined' ? decline(payment, report, given) : wait(payment, report, given);
};

/** Whether a notice goes against what is known of a capture, so that the provider's present word counts. */
export const isDoubtful = (payment: Payment, collector: Collector, report: PaymentReport): boolean => {
  const known = payment.captures.find(({ providerId }) => providerId === report.providerId);
  const money = moneyOf(report);
  return known !== undefined
    && (report.status === 'declined' || isMisdirected(collector, report)
      || report.status === 'captured' && !(money && sameMoney(known.amount, money)));
};

/** Whether it has captured for another account than ours, or does not say for which. */
const isMisdirected = ({ payee }: Collector, report: PaymentReport): boolean =>
  report.status === 'captured' && report.payee !== payee;

/** Whether the same money has come before, as the provider said, under another reference. */
const isBookedElsewhere = ({ bookedUnder, reference }: PaymentReport): boolean =>
  bookedUnder !== undefined && bookedUnder !== reference;

/**
 * What follows from all of these reports, as one move: a reference may stand for several payments when a bank remits
 * twice. What has arrived goes before what has not, so that a decline is no news any more once the money is there.
 */
export const settleAll = (
  payment: Payment,
  collector: Collector,
  reports: readonly PaymentReport[],
  given: Given,
): Move | undefined => {
  const [arrived, others] = [true, false].map((is) => reports.filter(({ status }) => (status === 'captured') === is));
  const moves: Move[] = [];
  let present = payment;
  for (const report of [...arrived!, ...others!]) {
    const move = settle(present, collector, report, given);
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
  arrivals: moves.flatMap(({ arrivals = [] }) => arrivals),
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

const receive = (
  payment: Payment,
  collector: Collector,
  report: PaymentReport,
  given: Given,
): Move | undefined => {
  const { name: provider } = collector;
  const received = moneyOf(report);
  const known = payment.captures.find(({ providerId }) => providerId === report.providerId);
  if (known) {
    return sameMoney(known.amount, received ?? zero(payment.amount.currency))
      ? undefined
      : contradict(payment, known, report, given);
  }
  if (isBookedElsewhere(report)) return strange(payment, 'capture-contradicted', collector, report, given);
  if (!received || !sameMoney(received, payment.amount)) return mismatch(payment, provider, report, received, given);
  if (payment.state === 'captured') return unwanted(payment, provider, report, 'second', given);
  if (payment.state === 'expired') return unwanted(payment, provider, report, 'late', given);
  return paid(payment, provider, report, given);
};

/** What was said, in short: it is told once. */
const wordOf = ({ status, received }: PaymentReport): string =>
  received ? `${status} ${received.amount} ${received.currency}` : status;

const contradict = (
  payment: Payment,
  known: Capture,
  report: PaymentReport,
  { now, newId }: Given,
): Move | undefined => {
  const { contradictions = [] } = known;
  const told = wordOf(report);
  if (contradictions.includes(told)) return undefined;
  const marked = { ...known, contradictions: [...contradictions, told] };
  return {
    payment: changed<Payment>(payment, { captures: payment.captures.map((one) => (one === known ? marked : one)) }),
    exceptions: [raise({
      id: newId('paymentException'),
      kind: 'capture-contradicted',
      raisedAt: now,
      paymentId: payment.id,
      reference: report.reference,
      captureId: known.providerId,
      expected: known.amount,
      received: report.received,
      told,
    })],
  };
};

/** None when the books are not kept in that currency. */
export const moneyOf = ({ received }: Pick<PaymentReport, 'received'>): Money | undefined => {
  const { data: currency } = Currency.safeParse(received?.currency);
  return received && currency && money(received.amount, currency);
};

const captureOf = (
  { providerId, reference }: PaymentReport,
  amount: Money,
  outcome: Capture['outcome'],
  { now: at }: Given,
): Capture => ({ providerId, reference, amount, at, outcome, ...noRefunds });

const arrivalOf = (provider: string, { providerId, reference }: PaymentReport): Arrival => ({
  provider,
  providerId,
  reference,
});

/** The orders are paid. A share that nobody wants any more goes back in the same transaction. */
const paid = (payment: Payment, provider: string, report: PaymentReport, given: Given): Move => {
  const arrival = arrivalOf(provider, report);
  const move = pay(
    payment,
    provider,
    [...payment.captures, captureOf(report, payment.amount, 'paid', given)],
    (order) => capture(arrival, order, given.now),
    given,
  );
  return { ...move, arrivals: [arrival] };
};

/**
 * Pays the orders with the capture that is `paid`.
 * @throws Problem illegal-step when nobody waits for the money
 */
const pay = (
  payment: Payment,
  provider: string,
  captures: readonly Capture[],
  posting: (order: Pick<OrderShare, 'orderId' | 'amount'>) => Entry,
  given: Given,
): Move & { readonly payment: Change<Payment> } => {
  const captured = { ...payment, captures };
  const back = giveBack(captured, provider, cancelledShares(captured), given);
  const { providerId } = captures.find(({ outcome }) => outcome === 'paid')!;
  return {
    payment: step(
      payment,
      'capture',
      {
        providerId,
        orders: back.payment.orders,
        captures: back.payment.captures,
        payUrl: undefined,
        failureCode: undefined,
      },
      paymentCaptured({ ...about(payment, given.now), amount: payment.amount, orders: sharesOf(payment), providerId }),
      ...(payment.keep ? [paymentMeansProven(about(payment, given.now))] : []),
    ),
    refunds: back.refunds,
    entries: [...payment.orders.map(posting), ...back.entries],
  };
};

/** Money that has arrived and pays for nothing. */
export interface Unallocated {
  readonly providerId: string;
  readonly reference: string;
  readonly amount: Money;
  /** The payment under which it came, if it came under one. */
  readonly source?: Payment | undefined;
}

/**
 * Pays a payment with money that came under another reference or in another amount; what is over goes back to where it
 * came from.
 * @throws Problem illegal-step when nobody waits for this payment any more, or the money is too little or of another
 * currency
 */
export const allocate = (
  payment: Payment,
  { providerId, reference, amount, source }: Unallocated,
  provider: string,
  given: Given,
): Move => {
  if (amount.currency !== payment.amount.currency || amount.amount < payment.amount.amount) {
    throw new Problem('illegal-step', `The payment waits for ${written(payment.amount)}; this is ${written(amount)}`);
  }
  const own = source?.id === payment.id;
  const arrived = { providerId, reference, at: given.now, ...noRefunds, outcome: 'paid' } as const;
  const captures = own
    ? payment.captures.map((one) => (one.providerId === providerId ? { ...one, outcome: 'paid' as const } : one))
    : [...payment.captures, { ...arrived, amount: payment.amount }];
  const { payment: change, refunds = [], entries = [] } = pay(
    payment,
    provider,
    captures,
    (order) => allocation({ providerId, reference }, order, given.now),
    given,
  );
  const moved = own ? change.after : source && {
    ...source,
    captures: source.captures.map((one) =>
      one.providerId === providerId ? { ...one, outcome: 'allocated' as const } : one
    ),
  };
  const over = subtract(amount, payment.amount);
  const order: RefundOrder = { captureId: providerId, amount: over, reason: source ? 'mismatch' : 'unknown' };
  const rest = over.amount > 0 ? [refundOf(order, source, provider, given)] : [];
  const counted = rest.length > 0 && moved ? count(moved, order, { refunding: over.amount }) : moved;
  return {
    payment: own ? { ...change, after: { ...change.after, captures: counted!.captures } } : change,
    ...(source && !own && { source: recounted(source, counted!) }),
    refunds: [...refunds, ...rest.map(({ refund }) => refund)],
    entries: [...entries, ...rest.map(({ entry }) => entry)],
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
    arrivals: [arrivalOf(provider, report)],
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
    arrivals: [arrivalOf(provider, report)],
    entries: received ? [unallocatedCapture({ provider, ...kept }, received, now)] : [],
  };
};

/** Why money that was captured under a reference of ours is not this payment's. */
type Strangeness = 'payee-mismatch' | 'capture-contradicted';

/** What is strange about a capture, in short: it is told once. */
const strangenessOf = ({ payee, bookedUnder, reference }: PaymentReport, kind: Strangeness): string =>
  kind === 'payee-mismatch'
    ? `captured for ${payee ?? 'nobody'}`
    : `captured under ${reference}, and under ${bookedUnder} before`;

/** The provider has captured under our reference what is not for us, or has come before: never taken for the payment. */
const strange = (
  payment: Payment,
  failureCode: Strangeness,
  collector: Collector,
  report: PaymentReport,
  given: Given,
): Move | undefined => {
  const { misdirected: known = [] } = payment;
  const word = `${report.providerId} ${strangenessOf(report, failureCode)}`;
  if (known.includes(word)) return undefined;
  const kept = { misdirected: [...known, word] };
  return {
    payment: isOpen(payment) && report.reference === referenceOf(payment)
      ? step(payment, 'decline', { ...kept, payUrl: undefined, failureCode }, declined(payment, failureCode, given))
      : changed<Payment>(payment, kept),
    exceptions: [strangeCapture(failureCode, collector, report, payment, given.now)],
  };
};

const strangeCapture = (
  kind: Strangeness,
  collector: Collector,
  report: PaymentReport,
  payment: Payment | undefined,
  now: Instant,
): Change<PaymentException> =>
  raise({
    id: strangeMoney(collector, report),
    kind,
    raisedAt: now,
    paymentId: payment?.id,
    reference: report.reference,
    captureId: report.providerId,
    expected: payment?.amount,
    received: report.received,
    told: strangenessOf(report, kind),
  });

/**
 * The exception about money under a reference that is not ours, for an account that is not, or that has come under another
 * reference before. It follows from the capture, so that whoever hears of the same money again, by another notice, finds
 * that a person has been told.
 */
export const strangeMoney = (collector: Collector, report: PaymentReport): PaymentExceptionId => {
  const { name, providerId, reference, payee } = { ...collector, ...report };
  if (isMisdirected(collector, report)) {
    return derivedId('paymentException', `payee-mismatch ${name} ${providerId} ${payee} ${reference}`);
  }
  return derivedId(
    'paymentException',
    isBookedElsewhere(report)
      ? `booked-elsewhere ${name} ${providerId} ${reference}`
      : `unknown-reference ${name} ${providerId}`,
  );
};

/**
 * Money under a reference that is not one of ours: kept apart for a person. Nothing else is of interest without a
 * payment, but what goes with nothing that the provider has said of this money before.
 * @param known the exception `strangeMoney`, once a notice of this money has been heard
 */
export const settleUnknown = (
  collector: Collector,
  report: PaymentReport,
  known: PaymentException | undefined,
  now: Instant,
): Move | undefined => {
  const { name: provider } = collector;
  if (isMisdirected(collector, report)) {
    return known ? undefined : { exceptions: [strangeCapture('payee-mismatch', collector, report, undefined, now)] };
  }
  if (isBookedElsewhere(report)) {
    return known
      ? undefined
      : { exceptions: [strangeCapture('capture-contradicted', collector, report, undefined, now)] };
  }
  if (known) return contradictUnknown(known, report, provider, now);
  if (report.status !== 'captured') return undefined;
  const received = moneyOf(report);
  return {
    exceptions: [raise({
      id: strangeMoney(collector, report),
      kind: 'unknown-reference',
      raisedAt: now,
      reference: report.reference,
      captureId: report.providerId,
      received: report.received,
    })],
    arrivals: [arrivalOf(provider, report)],
    entries: received ? [unallocatedCapture({ provider, ...report }, received, now)] : [],
  };
};

const contradictUnknown = (
  known: PaymentException,
  report: PaymentReport,
  provider: string,
  now: Instant,
): Move | undefined => {
  const { contradictions = [], received, captureId, reference } = known;
  const told = wordOf(report);
  const same = wordOf({ ...report, status: 'captured', received });
  if (report.status === 'waiting' || told === same || contradictions.includes(told)) return undefined;
  return {
    exceptions: [
      changed<PaymentException>(known, { contradictions: [...contradictions, told] }),
      raise({
        id: derivedId('paymentException', `capture-contradicted ${provider} ${captureId} ${told}`),
        kind: 'capture-contradicted',
        raisedAt: now,
        reference,
        captureId,
        received: report.received,
        told,
      }),
    ],
  };
};
