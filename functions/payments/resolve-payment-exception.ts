import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { prose } from '../../shared/kernel/text.ts';
import { PaymentExceptionId, Resolution } from '../../shared/payments/exception.ts';
import { provider } from '../../shared/payments/institution.ts';
import { resolveException } from '../../shared/payments/refunding.ts';
import { exceptions, moving, movingTells, payments, refunds, writesOf } from '../../shared/payments/store.ts';
import { exceptionView, ExceptionView } from '../../shared/payments/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Decides about a payment that needed a person: gives the money back, or notes how it was settled elsewhere.',
  route: 'POST /v1/payment-exceptions/{exceptionId}/resolution',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({
    exceptionId: PaymentExceptionId,
    action: Resolution,
    note: prose(500),
  }),
  answer: { 200: ExceptionView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [exceptions.need, payments.get, refunds.get, moving],
  emits: movingTells,
}, async ({ input: { exceptionId, action, note }, caller, now, newId, commit }) => {
  const exception = await exceptions.need(exceptionId);
  const [payment, failed] = await Promise.all([
    exception.paymentId && payments.get(exception.paymentId),
    exception.refundId && refunds.get(exception.refundId),
  ]);
  const about = { payment: payment || undefined, failed: failed || undefined, provider: provider.name };
  const { move, resolved } = resolveException(exception, { action, note, by: caller.accountId }, about, { now, newId });
  return commit({ writes: writesOf(move), answer: exceptionView(resolved) });
});
