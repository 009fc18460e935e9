import { changed, joined, type Change } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { derivedId } from '../../kernel/values/ids.ts';
import {
  refundFailed as refundFailedEntry,
  refundReturned as refundReturnedEntry,
  refundSucceeded as refundSucceededEntry,
  type RefundBackTo,
} from '../../ledger/public.ts';
import { overtake, raise, type PaymentException } from '../exception.ts';
import type { Given, Move } from '../move.ts';
import type { Payment } from '../payment.ts';
import { isOlder, tallies, wordOf, type RefundReport } from '../provider/provider.ts';
import { failRefund, owes, sendRefund, succeedRefund, type Refund } from './refund.ts';
import { countedBy, postingOf } from './refunding.ts';
import { backTo, endedBy } from '../twice.ts';

/** One attempt at giving money back, with its own exception when it has one. */
export interface Attempt {
  readonly refund: Refund;
  readonly exception: PaymentException | undefined;
}

/** A refund with what belongs to it. */
export interface RefundCase extends Attempt {
  /** The payment that it is of; none when the money came under a reference that is not one of ours. */
  readonly payment: Payment | undefined;
  /** All other attempts at giving back the same money. */
  readonly others: readonly Attempt[];
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
 * The same holds for what has come back after it had succeeded. What succeeds after it had failed is what was owed, by
 * whichever attempt; when the buyer has it or will have it by another, he has it twice, and the platform claims it,
 * until one of them fails, he has paid one back, or the platform bears it. A word about other money than was asked for moves nothing, and reaches a person.
 */
export const settleRefund = (
  about: RefundCase,
  provider: string,
  report: RefundReport,
  given: Given,
): Move | undefined => {
  const { refund } = about;
  const { now } = given;
  if (!tallies(report, refund.amount)) return contradict(refund, report, given);
  switch (meanings[refund.state][report.status](refund)) {
    case 'send':
      return { refunds: [sendRefund(refund, now)] };
    case 'succeed':
      return counting(about, {
        refunds: [succeedRefund(refund, now), ...seen(about)],
        entries: [refundSucceededEntry(postingOf(refund, provider), now)],
      });
    case 'fail':
      return giveUp(about, provider, 'fail', report, given);
    case 'succeed-after-all':
      return succeedAfterAll(about, provider, given);
    case 'return':
      return giveUp(about, provider, 'return', report, given);
    case 'contradiction':
      return contradict(refund, report, given);
    case undefined:
      return undefined;
  }
};

/** Whether a notice goes against how the refund has ended, so that the provider's present word decides. */
export const isDoubtful = ({ refund }: RefundCase, notice: RefundReport): boolean =>
  (refund.state === 'succeeded' || refund.state === 'failed')
  && tallies(notice, refund.amount)
  && meanings[refund.state][notice.status](refund) !== undefined;

/**
 * What follows from a doubtful notice: what the provider says at present. A notice that this does not bear out reaches a
 * person, unless it was only overtaken on its way.
 */
export const settleDoubtful = (
  about: RefundCase,
  provider: string,
  notice: RefundReport,
  present: RefundReport | undefined,
  given: Given,
): Move | undefined =>
  (present && settleRefund(about, provider, present, given))
    ?? (isOlder(notice, present) ? undefined : contradict(about.refund, notice, given));

/** What follows from the provider's words about several attempts at giving back the same money, as one move. */
export const settleAttempts = (
  about: RefundCase,
  provider: string,
  words: readonly RefundReport[],
  given: Given,
): Move | undefined => {
  let { payment } = about;
  let attempts: readonly Attempt[] = [about, ...about.others];
  const moves: Move[] = [];
  for (const word of words) {
    const one = attempts.find(({ refund }) => refund.id === word.reference)!;
    const others = attempts.filter((other) => other !== one);
    const move = settleRefund({ ...one, payment, others }, provider, word, given);
    if (!move) continue;
    moves.push(move);
    payment = move.payment?.after ?? payment;
    attempts = attempts.map((attempt) => after(attempt, move));
  }
  const [change] = joined(moves.flatMap(({ payment: one }) => (one ? [one] : [])));
  return moves.length > 0
    ? {
      ...(change && { payment: change }),
      refunds: joined(moves.flatMap(({ refunds = [] }) => refunds)),
      exceptions: joined(moves.flatMap(({ exceptions = [] }) => exceptions)),
      entries: moves.flatMap(({ entries = [] }) => entries),
    }
    : undefined;
};

const after = ({ refund, exception }: Attempt, { refunds = [], exceptions = [] }: Move): Attempt => {
  const now = refunds.find((change) => change.after.id === refund.id)?.after ?? refund;
  const own = exceptions.find((change) => change.after.id === now.exceptionId)?.after;
  return { refund: now, exception: own ?? (exception?.id === now.exceptionId ? exception : undefined) };
};

/** The other attempts, one version on: who decides about one of them at the same moment decides again. */
const seen = ({ others }: RefundCase, one?: Refund, fields: Partial<Refund> = {}): Change<Refund>[] =>
  others.map(({ refund }) => changed<Refund>(refund, refund === one ? fields : {}));

const attemptsOf = ({ refund, others }: RefundCase): Refund[] => [refund, ...others.map((other) => other.refund)];

/** A move of refunds, with what their payment counts of them. */
const counting = (
  about: RefundCase,
  move: Pick<Move, 'exceptions' | 'entries'> & { readonly refunds: readonly Change<Refund>[] },
): Move => ({ ...countedBy(about.payment, attemptsOf(about), move.refunds), ...move });

/**
 * It could not be given, or has come back. While the buyer had it twice, that settles the claim, or is what the platform has
 * borne of it. Otherwise it is owed to him, also when he had it twice and has paid one back: then he has none now.
 */
const giveUp = (
  about: RefundCase,
  provider: string,
  name: 'fail' | 'return',
  { failureCode = 'failed' }: RefundReport,
  { now, newId }: Given,
): Move => {
  const { refund } = about;
  const ended = endedBy(attemptsOf(about));
  const to: RefundBackTo = backTo(ended, { owed: 'refunds-failed', claimed: 'buyer-receivable' });
  const entries = [(name === 'fail' ? refundFailedEntry : refundReturnedEntry)(postingOf(refund, provider), now, to)];
  if (!ended) {
    const raised = raise({ ...subjectOf(refund), id: newId('paymentException'), kind: 'refund-failed', raisedAt: now });
    const outcome = { decided: undefined, exceptionId: raised.after.id };
    const refunds = [failRefund(refund, name, failureCode, outcome, now), ...seen(about)];
    return counting(about, { refunds, exceptions: [raised], entries });
  }
  const outcome = ended === refund ? { twice: undefined } : { decided: 'given' as const };
  const standing = [about, ...about.others].find((one) => one.refund === ended)?.exception;
  return counting(about, {
    refunds: [failRefund(refund, name, failureCode, outcome, now), ...seen(about, ended, { twice: undefined })],
    exceptions: overtake(standing, 'One of the attempts has failed or come back: it was given once', now),
    entries,
  });
};

const subjectOf = ({ id, paymentId, captureId, amount }: Refund) => ({
  paymentId,
  refundId: id,
  reference: id,
  captureId,
  expected: amount,
});

const succeedAfterAll = (about: RefundCase, provider: string, { now, newId }: Given): Move => {
  const { refund, others } = about;
  const posting = postingOf(refund, provider);
  const owing = [about, ...others].find((one) => owes(one.refund));
  if (owing) {
    return counting(about, {
      refunds: [succeedRefund(refund, now), ...seen(about, owing.refund, { decided: 'given' })],
      exceptions: overtake(owing.exception, 'The provider has given it back after all', now),
      entries: [refundSucceededEntry(posting, now, 'refunds-failed')],
    });
  }
  const raised = raise({
    ...subjectOf(refund),
    id: newId('paymentException'),
    kind: 'refund-paid-twice',
    raisedAt: now,
    told: 'succeeded',
  });
  return counting(about, {
    refunds: [succeedRefund(refund, now, { twice: 'claimed', exceptionId: raised.after.id }), ...seen(about)],
    exceptions: [raised],
    entries: [refundSucceededEntry(posting, now, 'buyer-receivable')],
  });
};

const contradict = (refund: Refund, report: RefundReport, { now }: Given): Move | undefined => {
  const { contradictions = [] } = refund;
  const told = wordOf(report, refund.amount);
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
