import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { PaymentExceptionId, Resolution } from '../../shared/payments/exception.ts';
import { provider } from '../../shared/payments/provider/institution.ts';
import { PaymentId } from '../../shared/payments/payment.ts';
import { mayHaveGiven, resolveException } from '../../shared/payments/resolving.ts';
import { settleAttempts } from '../../shared/payments/refunds/settle-refund.ts';
import {
  exceptions,
  moving,
  movingTells,
  payments,
  readingRefund,
  refundCase,
  writesOf,
} from '../../shared/payments/store.ts';
import { exceptionView, ExceptionView } from '../../shared/payments/views.ts';

/**
 * The provider's word of that moment comes first, about every attempt at giving this money back: what it has given back
 * after all, by whichever, is booked and not given back again.
 */
export const { contract, handler } = endpoint({
  summary:
    'Decides about something that needed a person: gives the money back, pays a payment with it, or notes how it '
    + 'was settled elsewhere. Before a refund is made again, all that were made of it are looked up: what was given is '
    + 'answered as it stands.',
  route: 'POST /v1/payment-exceptions/{exceptionId}/resolution',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({
    exceptionId: PaymentExceptionId,
    action: Resolution,
    paymentId: PaymentId.optional().meta({ description: 'To allocate: the payment that the money was meant for' }),
    note: prose(500),
  }),
  answer: { 200: ExceptionView },
  problems: ['not-found', 'illegal-step', 'taken-by-another', 'unavailable'],
  touches: [exceptions.need, payments.get, payments.need, readingRefund, provider.findRefund, moving],
  emits: movingTells,
}, async ({ input: { exceptionId, paymentId, ...decided }, caller, now, newId, commit }) => {
  const exception = await exceptions.need(exceptionId);
  const [payment, about, meant] = await Promise.all([
    exception.paymentId ? payments.get(exception.paymentId) : undefined,
    exception.refundId ? refundCase(exception.refundId) : undefined,
    paymentId ? payments.need(paymentId) : undefined,
  ]);
  const matter = {
    exception,
    payment,
    refund: about?.refund,
    others: about?.others ?? [],
    meant,
    provider: provider.name,
  };
  const decision = resolveException(matter, { ...decided, by: caller.accountId }, { now, newId });
  const attempts = about && decided.action === 'refund' ? [about, ...about.others] : [];
  const words = await Promise.all(attempts.map(({ refund }) => provider.findRefund(refund.id)));
  const news = about
    && settleAttempts(about, provider.name, words.filter((word) => word !== undefined), { now, newId });
  if (!news && !attempts.some((attempt, i) => mayHaveGiven(attempt, words[i]))) {
    return commit({ writes: writesOf(decision.move), answer: exceptionView(decision.resolved) });
  }
  const standing = news?.exceptions?.find(({ after: { id } }) => id === exceptionId)?.after ?? exception;
  return commit({ writes: writesOf(news ?? {}), answer: exceptionView(standing) });
});
