/** The platform with the sandbox's money, without a table: for what must hold whatever the provider says. */
import { expect } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId, type Id } from '../../../shared/kernel/values/ids.ts';
import { money, type Money } from '../../../shared/kernel/values/money.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { earn, netOfRefund } from '../../../shared/ledger/public.ts';
import type { PaymentException, Resolution } from '../../../shared/payments/exception.ts';
import type { Move } from '../../../shared/payments/move.ts';
import { expirePayment, openPayment, paymentOf, referenceOf, type Payment } from '../../../shared/payments/payment.ts';
import type { PaymentReport, RefundReport } from '../../../shared/payments/provider/provider.ts';
import type { Refund } from '../../../shared/payments/refunds/refund.ts';
import { heardIn } from '../../../shared/payments/provider/notice.ts';
import { cancelShare } from '../../../shared/payments/refunds/refunding.ts';
import { resolveException } from '../../../shared/payments/resolving.ts';
import {
  isDoubtful,
  settleAttempts,
  settleDoubtful,
  settleRefund,
  unknownRefund,
  type RefundCase,
} from '../../../shared/payments/refunds/settle-refund.ts';
import type { UnreadNotice } from '../../../shared/payments/provider/unread.ts';
import { settle, settleUnknown, strangeMoney } from '../../../shared/payments/settle.ts';
import { givenBack } from '../../../shared/settlement/earning.ts';
import { books } from '../ledger/books.ts';

export const now = instant(Date.parse('2026-11-22T08:00:00.000Z'));
export const newId = idsAt(now);
export const given = { now, newId };
export const brl = (amount: number): Money => money(amount, 'BRL');
export const buyerId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
export const merchantId = newId('merchant');
export const orders = [newId('order'), newId('order')] as const;
export const amounts = [brl(7000), brl(219)] as const;
export const whole = brl(7219);

export const sandbox = { name: 'sandbox' as const, payee: 'acct_ours' };

export const opened = (): Payment =>
  openPayment({
    paymentId: newId('payment'),
    checkoutId: newId('checkout'),
    buyerId,
    amount: whole,
    method: 'card',
    country: 'BR',
    orders: orders.map((orderId, i) => ({ orderId, amount: amounts[i]! })),
  }, now).after;

export const captured = (
  payment: Payment,
  providerId = 'p1',
  received: { amount: number; currency: string } = whole,
): PaymentReport => ({
  providerId,
  reference: referenceOf(payment),
  status: 'captured',
  received,
  payee: sandbox.payee,
});

/**
 * The platform with the sandbox's money, without a table: applies moves one after the other, as their transactions
 * would.
 */
export const platform = (first = opened()) => {
  const ledger = books();
  const refunds = new Map<string, Refund>();
  const exceptions = new Map<string, PaymentException>();
  const unread = new Map<string, UnreadNotice>();
  const facts: string[] = [];
  /** Under which reference each capture is in the books. */
  const booked = new Map<string, string>();
  const recognised = (report: PaymentReport): PaymentReport => ({
    ...report,
    bookedUnder: booked.get(report.providerId),
  });
  let payment = first;
  const apply = (move: Move | undefined): void => {
    if (!move) return;
    ledger.post(...(move.entries ?? []));
    for (const { providerId, reference } of move.arrivals ?? []) {
      expect(booked.has(providerId)).toBe(false);
      booked.set(providerId, reference);
    }
    if (move.payment) {
      expect(move.payment.before).toBe(payment);
      payment = move.payment.after;
    }
    for (const { before, after } of move.refunds ?? []) {
      expect(refunds.get(after.id) ?? null).toBe(before);
      refunds.set(after.id, after);
    }
    for (const { before, after } of move.exceptions ?? []) {
      expect(exceptions.get(after.id) ?? null).toBe(before);
      exceptions.set(after.id, after);
    }
    facts.push(
      ...[move.payment, ...(move.refunds ?? [])].flatMap((change) => change?.facts ?? []).map(({ type }) => type),
    );
  };
  const attemptOf = (refund: Refund) => ({
    refund,
    exception: refund.exceptionId && exceptions.get(refund.exceptionId),
  });
  const caseOf = (id: string): RefundCase => {
    const refund = refunds.get(id)!;
    const { first = id } = refund;
    const others = [...refunds.values()].filter((one) => one !== refund && (one.id === first || one.first === first));
    return { ...attemptOf(refund), payment: refund.paymentId && payment, others: others.map(attemptOf) };
  };
  const settleWord = (report: RefundReport) => apply(settleRefund(caseOf(report.reference), 'sandbox', report, given));
  const hear = (report: PaymentReport) => apply(settle(payment, sandbox, recognised(report), given));
  const hearUnknown = (report: PaymentReport) =>
    apply(
      settleUnknown(sandbox, recognised(report), exceptions.get(strangeMoney(sandbox, recognised(report))), now),
    );
  return {
    ledger,
    refunds,
    exceptions,
    /** What the provider has signed and nobody understands. */
    unread,
    facts,
    apply,
    get payment() {
      return payment;
    },
    hear,
    /** Hears of money under a reference that is not one of ours. */
    hearUnknown,
    /** A signed notice, as it comes in at the door. `present`: what the provider says of the refund when it is asked. */
    notice: (body: object, present?: RefundReport) => {
      const heard = heardIn('sandbox', body, JSON.stringify(body), now);
      if (heard === 'nothing') return;
      if ('after' in heard) return void unread.set(heard.after.id, heard.after);
      if (heard.fact.type === 'payment-reported') {
        const report = heard.fact.data as PaymentReport;
        return (paymentOf(report.reference) === payment.id ? hear : hearUnknown)(report);
      }
      const report = heard.fact.data as RefundReport;
      if (!refunds.has(report.reference)) {
        const stray = unknownRefund(report, now);
        if (!exceptions.has(stray.after.id)) apply({ exceptions: [stray] });
      } else if (isDoubtful(caseOf(report.reference), report)) {
        apply(settleDoubtful(caseOf(report.reference), 'sandbox', report, present, given));
      } else settleWord(report);
    },
    /** The provider is asked about all attempts at giving back the money of one. */
    lookUp: (id: string, words: readonly RefundReport[]) => apply(settleAttempts(caseOf(id), 'sandbox', words, given)),
    resolve: ({ id }: PaymentException, action: Resolution, meant?: Payment) => {
      const exception = exceptions.get(id)!;
      const about = {
        exception,
        meant,
        payment: exception.paymentId && payment,
        refund: exception.refundId && refunds.get(exception.refundId),
        others: exception.refundId ? caseOf(exception.refundId).others : [],
        provider: 'sandbox',
      };
      apply(resolveException(about, { action, note: 'Looked at it', by: buyerId }, given).move);
    },
    /** The merchant earns what is left of an order, as settlement reckons it. */
    complete: (orderId: Id<'order'>) => {
      const amount = payment.orders.find((share) => share.orderId === orderId)!.amount;
      const lines = [{ items: amount, freight: brl(0), commissionRate: 1000 }];
      ledger.post(earn({ orderId, merchantId }, netOfRefund(lines, givenBack(payment, orderId)), now));
    },
    settleRefund: ({ id }: Refund, status: RefundReport['status']) => settleWord({ reference: id, status }),
    expire: () => apply({ payment: expirePayment(payment, now) }),
    cancel: (orderId: Id<'order'>) => apply(cancelShare(payment, 'sandbox', orderId, given)),
    held: (): number =>
      -ledger.balance(`buyer-funds:${orders[0]}`, 'BRL') - ledger.balance(`buyer-funds:${orders[1]}`, 'BRL') + 0,
  };
};

/** Does what is possible, and leaves out what the state refuses. */
export const ifPossible = (act: () => void): void => {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
};

export const sound = ({ payment, ledger }: ReturnType<typeof platform>): void => {
  for (const { amount, refunding, refunded, owed } of [...payment.orders, ...payment.captures]) {
    for (const counter of [refunding, refunded, owed]) expect(counter).toBeGreaterThanOrEqual(0);
    expect(refunding + refunded + owed).toBeLessThanOrEqual(amount.amount);
  }
  expect(payment.captures.filter(({ outcome }) => outcome === 'paid').length).toBeLessThanOrEqual(1);
  const owed = payment.captures.reduce((sum, one) => sum + one.owed, 0);
  expect(ledger.balance('refunds-failed', 'BRL')).toBe(-owed + 0);
  expect(ledger.agree()).toBe(true);
};
