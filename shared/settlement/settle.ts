import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { subtract } from '../kernel/values/money.ts';
import { setOff, type Entry } from '../ledger/public.ts';
import { takeOff, type Debt } from './debts/debt.ts';
import type { Deduction } from './deductions.ts';
import { claim, totalsOf, type Earning } from './earning.ts';
import { requestPayout, type Payout } from './payouts/payout.ts';
import { issue, statementIdOf, type Statement } from './statement.ts';

/** One part of what a merchant is paid on a day, and where to. */
interface Part {
  readonly merchantId: MerchantId;
  readonly date: string;
  readonly part: number;
  readonly more: boolean;
  readonly earnings: readonly [Earning, ...Earning[]];
  /** What the shop owes, the oldest first. */
  readonly debts: readonly Debt[];
  /** The provider's token of the verified account. */
  readonly account: string;
  readonly provider: string;
}

/** What one settlement changes, all of it together. */
export interface Settlement {
  readonly statement: Change<Statement>;
  readonly claims: readonly Change<Earning>[];
  /** The debts that it repays, of the last perhaps a part. */
  readonly repaid: readonly Change<Debt>[];
  /** The statement's one payout; none when it comes to nothing. */
  readonly payouts: readonly Change<Payout>[];
  readonly entries: readonly Entry[];
}

/**
 * Settles these released earnings, which must be one merchant's: they are claimed by a statement, which repays what the
 * merchant owes and is paid out. Where all was given back to the buyers or was owed there is nothing to pay, and no
 * provider pays nothing: then the statement alone explains it.
 */
export const settle = (
  { merchantId, date, part, more, earnings, debts, account, provider }: Part,
  now: Instant,
): Settlement => {
  const statementId = statementIdOf(merchantId, date, part);
  const { net } = totalsOf(earnings, earnings[0].currency);
  const { changes: repaid, left: amount } = takeOff(debts, statementId, net, now);
  const owed = subtract(net, amount);
  const payout = amount.amount === 0
    ? undefined
    : requestPayout({ merchantId, statementId, amount, account, provider, attempt: 1 }, now);
  return {
    statement: issue({
      merchantId,
      date,
      part,
      more,
      earnings,
      deductions: repaid.length > 0 ? repaid.map(deductionOf) : undefined,
      payoutId: payout?.change.after.id,
    }, now),
    claims: earnings.map((earning) => claim(earning, statementId)),
    repaid,
    payouts: payout ? [payout.change] : [],
    entries: [
      ...(owed.amount > 0 ? [setOff({ statementId, merchantId }, owed, now)] : []),
      ...(payout?.entries ?? []),
    ],
  };
};

const deductionOf = ({ after: { id: debtId, orderId, refundId, setOffs, outstanding } }: Change<Debt>): Deduction => ({
  debtId,
  orderId,
  refundId,
  amount: setOffs.at(-1)!.amount,
  outstanding,
});
