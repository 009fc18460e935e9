import { changed, type Change } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import { derivedId } from '../kernel/ids.ts';
import {
  refundFailed as refundFailedEntry,
  refundReturned as refundReturnedEntry,
  refundSucceeded as refundSucceededEntry,
} from '../ledger/public.ts';
import { overtake, raise, type PaymentException } from './exception.ts';
import type { Given, Move } from './move.ts';
import type { Payment, Refunds } from './payment.ts';
import type { RefundReport } from './provider.ts';
import { failRefund, sendRefund, succeedRefund, type Refund } from './refund.ts';
import { count, postingOf, recounted } from './refunding.ts';

/** A refund with what belongs to it. */
export interface RefundCase {
  readonly refund: Refund;
  /** The payment that it is of; none when the money came under a reference that is not one of ours. */
  readonly payment: Payment | undefined;
  /** Its own exception, when it has one. */
  readonly exception: PaymentException | undefined;
}

type Outcome = 'send' | 'succeed' | 'fail' | 'succeed-after-all' | 'return' | 'contradiction' | undefined;

/**
 * What each word of the provider means in each state. Nothing: it is known, or older than what is known. A word that is
 * taken back a second time is a contradiction: it moves nothing, and a person looks at it.
 */
const meanings: Record<Refund['state'], Record<RefundReport['status'], (refund: Refund) => Outcome>> = {
  requested: { pending: () => 'send', succeeded: () => 'succeed', failed: () => 'fail' },
  sent: { pending: () => undefined, succeeded: () => 'succeed', failed: () => 'fail' },
  succeeded: { pending: () => undefined, succeeded: () => undefined, failed: () => 'return' },
  failed: {
    pending: () => 'contradiction',
    succeeded: ({ succeededAt }) => (succeededAt ? 'contradiction' : 'succeed-after-all'),
    failed: () => undefined,
  },
};

/**
 * What follows from the provider's word about a refund, or nothing when it is no news. What a failed one should have
 * given back is owed to the buyer until a person decides: meanwhile no merchant earns it, and no other refund takes it.
 * The same holds for what has come back after it had succeeded. What succeeds after it had failed is what was owed; when
 * a person has had it given another time by then, the buyer has it twice, and the platform claims it.
 */
export const settleRefund = (
  about: RefundCase,
  provider: string,
  report: RefundReport,
  given: Given,
): Move | undefined => {
  const { refund } = about;
  const { now } = given;
  const amount = refund.amount.amount;
  const posting = postingOf(refund, provider);
  switch (meanings[refund.state][report.status](refund)) {
    case 'send':
      return { refunds: [sendRefund(refund, now)] };
    case 'succeed':
      return {
        ...counted(about, { refunding: -amount, refunded: amount }),
        refunds: [succeedRefund(refund, now)],
        entries: [refundSucceededEntry(posting, now)],
      };
    case 'fail':
      return fail(about, 'fail', report, given, {
        ...counted(about, { refunding: -amount, owed: amount }),
        entries: [refundFailedEntry(posting, now)],
      });
    case 'succeed-after-all':
      return succeedAfterAll(about, provider, given);
    case 'return':
      return comeBack(about, provider, report, given);
    case 'contradiction':
      return contradict(refund, report.status, given);
    case undefined:
      return undefined;
  }
};

const counted = ({ payment, refund }: RefundCase, by: Partial<Refunds>): { payment?: Change<Payment> } =>
  payment ? { payment: recounted(payment, count(payment, refund, by)) } : {};

const fail = (
  { refund }: RefundCase,
  name: 'fail' | 'return',
  { failureCode = 'failed' }: RefundReport,
  { now, newId }: Given,
  money: Move,
): Move => {
  const raised = raise({ ...subjectOf(refund), id: newId('paymentException'), kind: 'refund-failed', raisedAt: now });
  return { ...money, refunds: [failRefund(refund, name, failureCode, raised.after.id, now)], exceptions: [raised] };
};

const subjectOf = ({ id, paymentId, captureId, amount }: Refund) => ({
  paymentId,
  refundId: id,
  reference: id,
  captureId,
  expected: amount,
});

const succeedAfterAll = (about: RefundCase, provider: string, { now, newId }: Given): Move => {
  const { refund, exception } = about;
  const posting = postingOf(refund, provider);
  if (!refund.decided) {
    const amount = refund.amount.amount;
    return {
      ...counted(about, { owed: -amount, refunded: amount }),
      refunds: [succeedRefund(refund, now)],
      exceptions: overtake(exception, 'The provider has given it back after all', now),
      entries: [refundSucceededEntry(posting, now, 'refunds-failed')],
    };
  }
  const raised = raise({
    ...subjectOf(refund),
    id: newId('paymentException'),
    kind: 'refund-paid-twice',
    raisedAt: now,
    told: 'succeeded',
  });
  return {
    refunds: [succeedRefund(refund, now, { claim: 'open', exceptionId: raised.after.id })],
    exceptions: [raised],
    entries: [refundSucceededEntry(posting, now, 'buyer-receivable')],
  };
};

const comeBack = (about: RefundCase, provider: string, report: RefundReport, given: Given): Move => {
  const { refund, exception } = about;
  const { now } = given;
  const posting = postingOf(refund, provider);
  if (!refund.claim) {
    const amount = refund.amount.amount;
    return fail(about, 'return', report, given, {
      ...counted(about, { refunded: -amount, owed: amount }),
      entries: [refundReturnedEntry(posting, now, 'refunds-failed')],
    });
  }
  // The buyer had it twice, and has it once now.
  const to = refund.claim === 'open' ? 'buyer-receivable' : 'settled-elsewhere';
  return {
    refunds: [failRefund(refund, 'return', report.failureCode ?? 'failed', refund.exceptionId, now)],
    exceptions: overtake(exception, 'It has come back after all', now),
    entries: [refundReturnedEntry(posting, now, to)],
  };
};

const contradict = (refund: Refund, told: string, { now }: Given): Move | undefined => {
  const { contradictions = [] } = refund;
  if (contradictions.includes(told)) return undefined;
  return {
    refunds: [changed<Refund>(refund, { contradictions: [...contradictions, told] })],
    exceptions: [raise({
      ...subjectOf(refund),
      id: derivedId('paymentException', `refund-contradicted ${refund.id} ${told}`),
      kind: 'refund-contradicted',
      raisedAt: now,
      told,
    })],
  };
};

/** The provider speaks of a refund that is not one of ours. One matter, however often and whatever it says. */
export const unknownRefund = ({ reference, status }: RefundReport, now: Instant): Change<PaymentException> =>
  raise({
    id: derivedId('paymentException', `unknown-refund ${reference}`),
    kind: 'unknown-refund',
    raisedAt: now,
    reference,
    told: status,
  });
