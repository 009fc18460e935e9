import { subtract, sum, type Currency, type Money } from '../kernel/values/money.ts';
import type { Debt } from './debts/debt.ts';
import type { Totals } from './earning.ts';

/** What a statement has taken off for a debt: of which order and refund, how much, and what remains to be repaid. */
export interface Deduction extends Pick<Debt, 'orderId' | 'refundId'> {
  readonly debtId: Debt['id'];
  readonly amount: Money;
  readonly outstanding: Money;
}

/** What a statement says of the money it pays. */
interface Reckoned {
  readonly currency: Currency;
  readonly totals: Totals;
  readonly deductions?: readonly Deduction[] | undefined;
}

/** What a statement takes off for debts. */
export const deductedBy = ({ deductions = [], currency }: Omit<Reckoned, 'totals'>): Money =>
  sum(deductions.map(({ amount }) => amount), currency);

/** What a statement really pays. */
export const paidOutBy = (statement: Reckoned): Money => subtract(statement.totals.net, deductedBy(statement));
