/** What is shown of each thing. Apart from the schemas, which stores need not know. */
import type * as z from 'zod';
import { deductedBy, paidOutBy } from './deductions.ts';
import type { Earning } from './earning.ts';
import type { Payout } from './payouts/payout.ts';
import type { SettlementRun } from './run.ts';
import type { Statement } from './statement.ts';
import type { EarningRow, PayoutRow, PayoutView, RunRow, StatementRow, StatementView } from './views.ts';

export const earningRow = (
  { id: orderId, merchantId, state, items, freight, commission, net, heldAt, releaseAt, disputed }: Earning,
): EarningRow => ({
  orderId,
  merchantId,
  state,
  items,
  freight,
  commission,
  net,
  heldAt,
  releaseAt,
  disputed: disputed === true,
});

export const statementRow = (statement: Statement): StatementRow => {
  const { id: statementId, merchantId, date, part, currency, orders, totals: sums, payoutId, issuedAt } = statement;
  return {
    statementId,
    merchantId,
    date,
    part,
    currency,
    orders: orders.length,
    totals: sums,
    setOff: deductedBy(statement),
    paidOut: paidOutBy(statement),
    payoutId,
    issuedAt,
  };
};

export const statementView = (statement: Statement): z.input<typeof StatementView> => ({
  ...statementRow(statement),
  orderLines: statement.orders.map(({ orderId, lines, refunded, items, freight, commission, net }) => ({
    orderId,
    lines: [...lines],
    refunded,
    items,
    freight,
    commission,
    net,
  })),
  deductions: [...statement.deductions ?? []],
});

export const payoutRow = (
  { id: payoutId, merchantId, statementId, amount, state, attempt, requestedAt, settledAt, failureCode, heldBy }:
    Payout,
): PayoutRow => ({
  payoutId,
  merchantId,
  statementId,
  amount,
  state,
  attempt,
  requestedAt,
  settledAt,
  failureCode,
  heldBy,
});

export const payoutView = (payout: Payout, others: readonly Payout[]): z.input<typeof PayoutView> => ({
  ...payoutRow(payout),
  provider: payout.provider,
  twice: payout.twice,
  contradictions: [...payout.contradictions ?? []],
  others: others.map(payoutRow),
});

export const runRow = ({ id: date, state, merchants, net }: SettlementRun): RunRow => ({ date, state, merchants, net });
