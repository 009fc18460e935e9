import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { prose } from '../../shared/kernel/text.ts';
import { PaymentExceptionId, Resolution } from '../../shared/payments/exception.ts';
import { provider } from '../../shared/payments/institution.ts';
import { PaymentId } from '../../shared/payments/payment.ts';
import { resolveException } from '../../shared/payments/resolving.ts';
import { settleRefund } from '../../shared/payments/settle-refund.ts';
import { exceptions, moving, movingTells, payments, refunds, writesOf } from '../../shared/payments/store.ts';
import { exceptionView, ExceptionView } from '../../shared/payments/views.ts';

/** The provider's word of that moment comes first: what it has given back after all is not given back again. */
export const { contract, handler } = endpoint({
  summary:
    'Decides about something that needed a person: gives the money back, pays a payment with it, or notes how it '
    + 'was settled elsewhere. Before a refund is made again the provider is asked: what it has given back after all is '
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
  touches: [exceptions.need, payments.get, payments.need, refunds.get, provider.findRefund, moving],
  emits: movingTells,
}, async ({ input: { exceptionId, paymentId, ...decided }, caller, now, newId, commit }) => {
  const exception = await exceptions.need(exceptionId);
  const [payment, refund, meant] = await Promise.all([
    exception.paymentId ? payments.get(exception.paymentId) : undefined,
    exception.refundId ? refunds.get(exception.refundId) : undefined,
    paymentId ? payments.need(paymentId) : undefined,
  ]);
  const matter = { exception, payment, refund, meant, provider: provider.name };
  const decision = resolveException(matter, { ...decided, by: caller.accountId }, { now, newId });
  const word = refund && decided.action === 'refund' ? await provider.findRefund(refund.id) : undefined;
  if (!refund || !word || word.status === 'failed') {
    return commit({ writes: writesOf(decision.move), answer: exceptionView(decision.resolved) });
  }
  const known = settleRefund({ refund, payment, exception }, provider.name, word, { now, newId }) ?? {};
  const standing = known.exceptions?.find(({ after: { id } }) => id === exceptionId)?.after ?? exception;
  return commit({ writes: writesOf(known), answer: exceptionView(standing) });
});
