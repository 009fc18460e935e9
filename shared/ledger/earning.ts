import { allocate, share, subtract, sum, type Currency, type Money } from '../kernel/values/money.ts';
import type { Earning } from './postings.ts';

/** What was frozen on an order's line when it was sold. */
export interface SoldLine {
  readonly items: Money;
  readonly freight: Money;
  /** Basis points of `items`. */
  readonly commissionRate: number;
}

/**
 * What an order earns when a part of it has been refunded: the refund is spread over goods and freight in proportion
 * (largest remainder), and the commission is on what is left of each line's goods, at the rate of the sale.
 */
export const netOfRefund = (lines: readonly SoldLine[], refunded: Money): Earning => {
  const currency: Currency = refunded.currency;
  const cuts = allocate(refunded, lines.flatMap(({ items, freight }) => [items.amount, freight.amount]));
  const left = lines.map(({ items, freight, commissionRate }, i) => ({
    items: subtract(items, cuts[2 * i]!),
    freight: subtract(freight, cuts[2 * i + 1]!),
    commissionRate,
  }));
  return {
    items: sum(left.map(({ items }) => items), currency),
    freight: sum(left.map(({ freight }) => freight), currency),
    commission: sum(left.map(({ items, commissionRate }) => share(items, commissionRate)), currency),
  };
};
