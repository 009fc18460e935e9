import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { lookUpPayment } from '../../shared/payments/checks.ts';
import { PaymentId } from '../../shared/payments/payment.ts';
import { payments } from '../../shared/payments/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Has the provider asked for everything that it knows of a payment, after a notice was lost.',
  route: 'POST /v1/payments/{paymentId}/look-up',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ paymentId: PaymentId }),
  answer: { 202: z.undefined() },
  problems: ['not-found'],
  touches: [payments.need, lookUpPayment],
}, async ({ input: { paymentId }, now, commit }) => {
  await payments.need(paymentId);
  await lookUpPayment([{ key: `${paymentId}@${now}`, message: { paymentId } }]);
  return commit({ writes: [], answer: undefined });
});
