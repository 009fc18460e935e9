import * as z from 'zod';
import { desk, waitsAt } from '../kernel/desk.ts';
import { id } from '../kernel/ids.ts';
import { ExceptionKind, type PaymentException } from './exception.ts';
import { PaymentId } from './payment.ts';
import { RefundId } from './refund.ts';
import { Money } from '../kernel/money.ts';

export const paymentExceptionDesk = desk('payment-exceptions', {
  summary:
    'Money that came or went otherwise than was asked for: it goes back, pays for what it was meant for, or was settled elsewhere.',
  roles: ['finance', 'admin'],
  shows: z.object({
    kind: ExceptionKind,
    reference: z.string(),
    captureId: z.string().optional(),
    paymentId: PaymentId.optional(),
    refundId: RefundId.optional(),
    payoutId: id('payout').optional(),
    expected: Money.optional(),
    received: z.object({ amount: z.int(), currency: z.string() }).optional(),
    told: z.string().optional().meta({ description: 'What the provider said that brought it about' }),
  }),
  sample: {
    kind: 'amount-mismatch',
    reference: 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    captureId: 'cap_1',
    paymentId: 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    expected: { amount: 1999, currency: 'BRL' },
    received: { amount: 1000, currency: 'BRL' },
  },
  clock: { firstAnswer: 'PT4H', resolution: 'PT48H' },
  escalate: 'admin',
  actions: ['payments/resolve-payment-exception'],
});

export const waitsForFinance = waitsAt(
  paymentExceptionDesk,
  (exception: PaymentException) => {
    const { state, raisedAt, kind, reference, captureId, paymentId, refundId, payoutId, expected, received, told } =
      exception;
    return state === 'open'
      ? {
        since: raisedAt,
        shows: { kind, reference, captureId, paymentId, refundId, payoutId, expected, received, told },
      }
      : undefined;
  },
);
