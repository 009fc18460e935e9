import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { id, AccountId } from '../kernel/values/ids.ts';
import { Money, money, type Currency } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { Ending, ExceptionKind, PaymentExceptionId, type PaymentException } from './exception.ts';
import { PaymentMethod } from './provider/methods.ts';
import {
  CaptureOutcome,
  PaymentId,
  PaymentState,
  referenceOf,
  type OrderShare,
  type Payment,
  type Refunds,
} from './payment.ts';
import { RefundId, RefundReason, RefundState, type Refund } from './refunds/refund.ts';
import type { CollectionAccount } from './rulebooks.ts';
import type { PaymentSummary } from './store.ts';

const refunds = {
  refunding: Money,
  refunded: Money,
  owed: Money.meta({ description: 'Could not be given back: somebody sees to it' }),
};

/** What one order has of a payment, and what has gone back of it. */
export const ShareView = z.object({ orderId: id('order'), amount: Money, ...refunds });

/** What a buyer sees of a payment: also money that came too late or twice, and what has gone back. */
export const PaymentView = z.object({
  paymentId: PaymentId,
  state: PaymentState,
  method: PaymentMethod,
  amount: Money,
  attempt: z.int(),
  payUrl: z.url().optional().meta({ description: 'Where the buyer confirms, while the payment is pending' }),
  remittance: z.object({ holder: z.string(), bank: z.string(), account: z.string(), reference: z.string() }).optional()
    .meta({ description: 'Where to remit to, and the reference to give' }),
  failureCode: z.string().optional(),
  orders: z.array(ShareView),
  received: z.array(
    z.object({ amount: Money, at: Instant, outcome: CaptureOutcome, ...refunds }),
  ),
}).meta({ id: 'PaymentView' });

/** One line of a buyer's payments. */
export const PaymentLine = z.object({
  paymentId: PaymentId,
  state: PaymentState,
  method: PaymentMethod,
  amount: Money,
  since: Instant.meta({ description: 'When it was asked for, by the latest attempt' }),
  paidAt: Instant.optional(),
  refunded: Money.meta({ description: 'What has gone back of it' }),
  orders: z.array(id('order')),
}).meta({ id: 'PaymentLine' });

export const paymentLine = ({ id: paymentId, refunded, ...line }: PaymentSummary): z.input<typeof PaymentLine> => {
  const { state, method, amount, since, paidAt, orders } = line;
  return {
    paymentId,
    state,
    method,
    amount,
    since,
    paidAt,
    refunded: money(refunded, amount.currency),
    orders: [...orders],
  };
};

const refundsOf = ({ refunding, refunded, owed }: Refunds, currency: Currency) => ({
  refunding: money(refunding, currency),
  refunded: money(refunded, currency),
  owed: money(owed, currency),
});

const viewOf = (share: OrderShare): z.input<typeof ShareView> => ({
  orderId: share.orderId,
  amount: share.amount,
  ...refundsOf(share, share.amount.currency),
});

/** An order's share of its payment. @throws Problem not-found when the payment does not cover it */
export const shareView = ({ orders }: Payment, orderId: OrderShare['orderId']): z.input<typeof ShareView> => {
  const share = orders.find((one) => one.orderId === orderId);
  if (!share) throw new Problem('not-found');
  return viewOf(share);
};

/** @param collectedBy where this attempt is to be remitted to, when it is a remittance */
export const paymentView = (
  payment: Payment,
  collectedBy: CollectionAccount | undefined,
): z.input<typeof PaymentView> => {
  const { id: paymentId, state, method, amount, attempt, payUrl, failureCode, orders, captures } = payment;
  const remittance = state === 'pending' && collectedBy
    ? { ...collectedBy, reference: referenceOf(payment) }
    : undefined;
  return {
    paymentId,
    state,
    method,
    amount,
    attempt,
    payUrl,
    remittance,
    failureCode,
    orders: orders.map(viewOf),
    received: captures.map((one) => ({
      amount: one.amount,
      at: one.at,
      outcome: one.outcome,
      ...refundsOf(one, one.amount.currency),
    })),
  };
};

export const RefundView = z.object({
  refundId: RefundId,
  orderId: id('order').optional(),
  amount: Money,
  reason: RefundReason,
  state: RefundState,
  requestedAt: Instant,
});
export const refundView = (
  { id: refundId, orderId, amount, reason, state, requestedAt }: Refund,
): z.input<typeof RefundView> => ({ refundId, orderId, amount, reason, state, requestedAt });

export const ExceptionView = z.object({
  exceptionId: PaymentExceptionId,
  kind: ExceptionKind,
  state: z.enum(['open', 'resolved']),
  raisedAt: Instant,
  reference: z.string(),
  captureId: z.string().optional(),
  paymentId: PaymentId.optional(),
  refundId: RefundId.optional(),
  payoutId: id('payout').optional(),
  expected: Money.optional(),
  received: z.object({ amount: z.int(), currency: z.string() }).optional(),
  told: z.string().optional().meta({ description: 'What the provider said that brought it about' }),
  resolution: z.object({ action: Ending, note: z.string(), by: AccountId.optional(), at: Instant }).optional(),
});

export const exceptionView = (
  { id: exceptionId, version: _, contradictions: __, ...exception }: PaymentException,
): z.input<typeof ExceptionView> => ({ exceptionId, ...exception });
