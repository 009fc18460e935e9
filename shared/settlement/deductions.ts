import { subtract, sum, type Money } from '../kernel/values/money.ts';
import type { Debt } from './debts/debt.ts';
import type { Statement } from './statement.ts';

/** What a statement has taken off for a debt: of which order and refund, how much, and what remains to be repaid. */
export interface Deduction extends Pick<Debt, 'orderId' | 'refundId'> {
  readonly debtId: Debt['id'];
  readonly amount: Money;
  readonly outstanding: Money;
}

/** What a statement takes off for debts. */
export const deductedBy = ({ deductions = [], currency }: Pick<Statement, 'deductions' | 'currency'>): Money =>
  sum(deductions.map(({ amount }) => amount), currency);

/** What a statement really pays. */
export const paidOutBy = (statement: Pick<Statement, 'totals' | 'deductions' | 'currency'>): Money =>
  subtract(statement.totals.net, deductedBy(statement));
