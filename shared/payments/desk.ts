import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { id } from '../kernel/values/ids.ts';
import { waitingIn } from '../kernel/policy/pile.ts';
import { ExceptionKind, type PaymentException } from './exception.ts';
import { PaymentId } from './payment.ts';
import { isUnderWay, lateFrom, RefundId, RefundReason, RefundState, type Refund } from './refunds/refund.ts';
import { ProviderName } from './provider/provider-name.ts';
import { PaymentNoticeId, type UnreadPile } from './provider/unread.ts';
import { Money } from '../kernel/values/money.ts';

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

export const paymentNoticeDesk = desk('payment-notices', {
  summary: 'What a payment provider has signed and nobody here understands: of each provider, all of it together.',
  roles: ['finance', 'admin'],
  shows: z.object({
    provider: ProviderName,
    waiting: z.int().meta({ description: 'Notices that nobody has seen to' }),
    count: z.int().meta({ description: 'Notices that have ever come to it: what is set aside is named by it' }),
    told: z.string().meta({ description: 'What the latest of them calls itself' }),
    latestNoticeId: PaymentNoticeId,
    latestAt: Instant,
  }),
  sample: {
    provider: 'sandbox',
    waiting: 2,
    count: 14,
    told: 'payment.disputed',
    latestNoticeId: 'pnt_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    latestAt: '2026-11-22T08:00:00.000Z',
  },
  clock: { firstAnswer: 'PT4H', resolution: 'PT48H' },
  escalate: 'admin',
  actions: ['payments/set-aside-payment-notices'],
});

export const unreadWaits = waitsAt(
  paymentNoticeDesk,
  (pile: UnreadPile) => {
    const { id: provider, since, count, told, latestNoticeId, latestAt } = pile;
    const waiting = waitingIn(pile);
    return waiting > 0 ? { since, shows: { provider, waiting, count, told, latestNoticeId, latestAt } } : undefined;
  },
);

export const lateRefundDesk = desk('late-refunds', {
  summary: 'Refunds that have been on their way for days: the provider does not confirm them.',
  roles: ['finance', 'admin'],
  shows: z.object({
    paymentId: PaymentId.optional(),
    orderId: id('order').optional(),
    captureId: z.string(),
    amount: Money,
    reason: RefundReason,
    state: RefundState,
    requestedAt: Instant,
  }),
  sample: {
    paymentId: 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    captureId: 'cap_1',
    amount: { amount: 1999, currency: 'BRL' },
    reason: 'order-cancelled',
    state: 'sent',
    requestedAt: '2026-11-22T08:00:00.000Z',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'P7D' },
  escalate: 'admin',
  actions: ['payments/give-up-refund'],
});

export const lateRefundWaits = waitsAt(lateRefundDesk, (refund: Refund) => {
  const { late, paymentId, orderId, captureId, amount, reason, state, requestedAt } = refund;
  return late && isUnderWay(refund)
    ? { since: lateFrom(refund), shows: { paymentId, orderId, captureId, amount, reason, state, requestedAt } }
    : undefined;
});
