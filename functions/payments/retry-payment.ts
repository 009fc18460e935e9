import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { paymentOpened } from '../../shared/payments/events.ts';
import { PaymentMethod } from '../../shared/payments/provider/methods.ts';
import {
  mustBelongTo,
  mustHaveAttemptsLeft,
  PaymentId,
  PaymentToken,
  retryPayment,
} from '../../shared/payments/payment.ts';
import { declinedPayments } from '../../shared/payments/declined-store.ts';
import { declinedAttempts, paymentAttempts } from '../../shared/payments/rulebooks.ts';
import { collectedBy, payments } from '../../shared/payments/store.ts';
import { paymentView, PaymentView } from '../../shared/payments/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Tries a declined payment again, perhaps by another method.',
  route: 'POST /v1/payments/{paymentId}/attempts',
  audience: 'shop',
  callers: ['buyer'],
  effort: 'costs',
  idempotent: true,
  input: z.strictObject({ paymentId: PaymentId, method: PaymentMethod, token: PaymentToken.optional() }),
  answer: { 202: PaymentView },
  problems: ['not-found', 'illegal-step', 'method-unavailable', 'too-many-payment-attempts', 'too-many-declined'],
  touches: [
    payments.need,
    paymentAttempts.current,
    declinedAttempts.current,
    declinedPayments.on,
    collectedBy,
    payments.save,
  ],
  emits: [paymentOpened],
}, async ({ input, caller, now, commit }) => {
  const [payment, attempts, declined, most] = await Promise.all([
    payments.need(input.paymentId),
    paymentAttempts.current(now),
    declinedPayments.on(caller.accountId, now),
    declinedAttempts.current(now),
  ]);
  mustBelongTo(payment, caller.accountId);
  mustHaveAttemptsLeft(declined, most);
  const change = retryPayment(payment, input, attempts, now);
  return commit({
    writes: [payments.save(change)],
    answer: paymentView(change.after, await collectedBy(change.after)),
  });
});
