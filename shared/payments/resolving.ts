import { changed, type Change } from '../kernel/store/change.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { refundSettledElsewhere, unallocatedSettledElsewhere } from '../ledger/public.ts';
import { resolve, type PaymentException, type Resolution } from './exception.ts';
import type { Given, Move } from './move.ts';
import type { Payment } from './payment.ts';
import type { RefundReport } from './provider/provider.ts';
import { owes, type Refund } from './refunds/refund.ts';
import { count, countedBy, giveBack, postingOf, recounted, refundOf, type RefundOrder } from './refunds/refunding.ts';
import type { Attempt } from './refunds/settle-refund.ts';
import { allocate, moneyOf, type Unallocated } from './settle.ts';
import { settleClaim } from './twice.ts';

/** What a decision about an exception rests on. */
export interface Matter {
  readonly exception: PaymentException;
  /** The payment that it is about, if it is about one. */
  readonly payment: Payment | undefined;
  /** The refund that it is about, if it is about one. */
  readonly refund: Refund | undefined;
  /** All other attempts at giving back the same money. */
  readonly others: readonly Attempt[];
  /** The payment that the money was meant for, to allocate it. */
  readonly meant: Payment | undefined;
  readonly provider: string;
}

export interface Decision {
  readonly action: Resolution;
  readonly note: string;
  readonly by: AccountId;
}

/**
 * A person has decided. `refund` gives the money back, once more after a refund that failed. `allocate` pays a payment
 * with money that was meant for it. `dismiss` says that it was settled elsewhere: what a failed refund owed, the buyer
 * has got by another way, and no merchant will earn it; what had arrived for nothing is the platform's own. `repaid` and
 * `bear` end a claim. All are possible before and after the order is completed, and each once.
 * @throws Problem illegal-step when it is resolved already, or that is not a decision about such a matter
 */
export const resolveException = (
  matter: Matter,
  decision: Decision,
  given: Given,
): { move: Move; resolved: PaymentException } => {
  const change = resolve(matter.exception, decision, given.now);
  const move = effectOf(matter, decision, given);
  return { move: { ...move, exceptions: [...(move.exceptions ?? []), change] }, resolved: change.after };
};

const effectOf = (matter: Matter, decision: Decision, given: Given): Move => {
  switch (matter.exception.kind) {
    case 'amount-mismatch':
    case 'unknown-reference':
      return aboutArrival(matter, decision, given);
    case 'refund-failed':
      return aboutFailure(matter, decision, given);
    case 'refund-paid-twice':
      return aboutClaim(matter, decision, given);
    default:
      // A claim on a merchant is settlement's to settle, once it hears of this.
      return {};
  }
};

const arrived = ({ exception, payment }: Matter): Unallocated | undefined => {
  const { captureId: providerId, reference } = exception;
  const amount = moneyOf(exception);
  return providerId && amount ? { providerId, reference, amount, source: payment } : undefined;
};

const aboutArrival = (matter: Matter, { action, note }: Decision, given: Given): Move => {
  const money = arrived(matter);
  if (!money) {
    if (action === 'dismiss') return {};
    throw new Problem('illegal-step', 'No books are kept in this currency; settle it with the bank, and dismiss it');
  }
  const { providerId: captureId, amount, source } = money;
  if (action === 'allocate') {
    if (!matter.meant) throw new Problem('illegal-step', 'Say which payment it was meant for');
    return allocate(matter.meant, money, matter.provider, given);
  }
  if (action === 'dismiss') {
    const elsewhere = source && count(source, { captureId }, { refunded: amount.amount });
    return {
      ...(source && { payment: recounted(source, elsewhere!) }),
      entries: [unallocatedSettledElsewhere(money, amount, given.now)],
    };
  }
  const order: RefundOrder = { captureId, amount, reason: source ? 'mismatch' : 'unknown', note };
  if (!source) {
    const { refund, entry } = refundOf(order, undefined, matter.provider, given);
    return { refunds: [refund], entries: [entry] };
  }
  const { payment, ...back } = giveBack(source, matter.provider, [order], given);
  return { payment: recounted(source, payment), ...back };
};

/** @throws Error when there is no such refund: every exception about one names it */
const refundIn = ({ exception, refund }: Matter): Refund => {
  if (!refund) throw new Error(`${exception.id} names no refund`);
  return refund;
};

/** Whether the provider says that an attempt which has failed has given the money or may: then none is made again. */
export const mayHaveGiven = ({ refund }: Attempt, word: RefundReport | undefined): boolean =>
  refund.state === 'failed' && word !== undefined && word.status !== 'failed';

const aboutFailure = (matter: Matter, { action, note }: Decision, given: Given): Move => {
  const { payment, provider } = matter;
  const failed = refundIn(matter);
  if (!owes(failed)) throw new Problem('illegal-step', `This refund owes nothing any more: it has ${failed.state}`);
  const attempts = [failed, ...matter.others.map(({ refund }) => refund)];
  if (action === 'dismiss') {
    const refunds = [changed<Refund>(failed, { decided: 'elsewhere' })];
    const entries = [refundSettledElsewhere(postingOf(failed, provider), given.now)];
    return { ...countedBy(payment, attempts, refunds), refunds, entries };
  }
  const { refund, entry } = refundOf(againOf(failed, note), payment, provider, given);
  const refunds = [...attempted(attempts, failed, refund), refund];
  return { ...countedBy(payment, attempts, refunds), refunds, entries: [entry] };
};

/** All attempts so far, one version on: the first knows of the new one, and the failed one owes nothing any more. */
const attempted = (
  attempts: readonly Refund[],
  failed: Refund,
  { after: { id, first } }: Change<Refund>,
): Change<Refund>[] =>
  attempts.map((one) =>
    changed<Refund>(one, {
      ...(one === failed && { decided: 'again' }),
      ...(one.id === first && { attempts: [...one.attempts ?? [], id] }),
    })
  );

const againOf = ({ id, first, captureId, orderId, amount, reason }: Refund, note: string): RefundOrder => ({
  first: first ?? id,
  captureId,
  orderId,
  amount,
  reason,
  note,
  from: 'refunds-failed',
});

const aboutClaim = (matter: Matter, { action }: Decision, { now }: Given): Move => {
  const refund = refundIn(matter);
  const { id, orderId, amount } = refund;
  const about = { ...(orderId && { orderId }), reference: id };
  const settled = settleClaim(action, { subject: id, on: 'buyer-receivable', amount, about }, now);
  if (refund.twice !== 'claimed' || !settled) return {};
  return { refunds: [changed<Refund>(refund, { twice: settled.twice })], entries: [settled.entry] };
};
