import { created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { derivedId, type Id, type MerchantId } from '../kernel/values/ids.ts';
import type { Currency } from '../kernel/values/money.ts';
import { totalsOf, type Earning, type EarningLine, type Totals } from './earning.ts';
import { paidOutBy, type Deduction } from './deductions.ts';
import { statementIssued } from './events.ts';

export type StatementId = Id<'statement'>;

/** One order on a statement: its lines, and what has been given back of it. */
export interface StatementOrder extends Totals {
  readonly orderId: Id<'order'>;
  readonly lines: readonly EarningLine[];
  readonly refunded: Earning['refunded'];
}

/** What a merchant is paid for a period, explained line by line. Never changes. */
export interface Statement extends Versioned {
  readonly id: StatementId;
  readonly merchantId: MerchantId;
  /** The business day of the settlement run. */
  readonly date: string;
  /** From 1: a merchant with very many orders gets several. */
  readonly part: number;
  /** Whether more was released than it holds: another part follows. */
  readonly more: boolean;
  readonly currency: Currency;
  readonly orders: readonly StatementOrder[];
  /** What its orders come to. */
  readonly totals: Totals;
  /** What was taken off for debts; none of a shop that owes nothing. */
  readonly deductions?: readonly Deduction[] | undefined;
  /** None when there is nothing to pay. */
  readonly payoutId?: Id<'payout'> | undefined;
  readonly issuedAt: Instant;
}

/** A merchant has one statement a day and part, whoever makes it and however often. */
export const statementIdOf = (merchantId: MerchantId, date: string, part: number): StatementId =>
  derivedId('statement', `${merchantId} ${date} ${part}`);

/** The statement of these released earnings, which must be one merchant's. */
export const issue = (
  { merchantId, date, part, more, earnings, deductions, payoutId }: {
    merchantId: MerchantId;
    date: string;
    part: number;
    more: boolean;
    earnings: readonly [Earning, ...Earning[]];
    deductions?: readonly Deduction[] | undefined;
    payoutId?: Id<'payout'> | undefined;
  },
  now: Instant,
): Change<Statement> => {
  const id = statementIdOf(merchantId, date, part);
  const { currency } = earnings[0];
  const totals = totalsOf(earnings, currency);
  return created<Statement>(
    {
      id,
      merchantId,
      date,
      part,
      more,
      currency,
      totals,
      deductions,
      payoutId,
      issuedAt: now,
      orders: earnings.map(({ id: orderId, lines, items, freight, commission, net, refunded }) => ({
        orderId,
        lines,
        items,
        freight,
        commission,
        net,
        refunded,
      })),
    },
    statementIssued({
      statementId: id,
      merchantId,
      date,
      part,
      more,
      net: paidOutBy({ totals, deductions, currency }),
      payoutId,
    }),
  );
};
