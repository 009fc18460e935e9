import * as z from 'zod';
import { hours } from '../kernel/clock.ts';
import { desk, waitsAt } from '../kernel/desk.ts';
import { ExceptionKind, type PaymentException } from './exception.ts';
import { PaymentId } from './payment.ts';
import { RefundId } from './refund.ts';
import { Money } from '../kernel/money.ts';

export const paymentExceptionDesk = desk('payment-exceptions', {
  summary: 'Money that came or went otherwise than was asked for: it goes back, or was settled elsewhere.',
  roles: ['finance', 'admin'],
  shows: z.object({
    kind: ExceptionKind,
    reference: z.string(),
    captureId: z.string(),
    paymentId: PaymentId.optional(),
    refundId: RefundId.optional(),
    expected: Money.optional(),
    received: z.object({ amount: z.int(), currency: z.string() }).optional(),
  }),
  sample: {
    kind: 'amount-mismatch',
    reference: 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    captureId: 'cap_1',
    paymentId: 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    expected: { amount: 1999, currency: 'BRL' },
    received: { amount: 1000, currency: 'BRL' },
  },
  clock: { firstAnswer: hours(4), resolution: hours(48) },
  escalate: 'admin',
  actions: ['payments/resolve-payment-exception'],
});

export const waitsForFinance = waitsAt(
  paymentExceptionDesk,
  ({ state, raisedAt, kind, reference, captureId, paymentId, refundId, expected, received }: PaymentException) =>
    state === 'open'
      ? { since: raisedAt, shows: { kind, reference, captureId, paymentId, refundId, expected, received } }
      : undefined,
);
