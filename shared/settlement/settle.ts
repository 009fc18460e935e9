import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import type { Entry } from '../ledger/public.ts';
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
  /** The provider's token of the verified account. */
  readonly account: string;
  readonly provider: string;
}

/** What one settlement changes, all of it together. */
export interface Settlement {
  readonly statement: Change<Statement>;
  readonly claims: readonly Change<Earning>[];
  /** The statement's one payout; none when it comes to nothing. */
  readonly payouts: readonly Change<Payout>[];
  readonly entries: readonly Entry[];
}

/**
 * Settles these released earnings, which must be one merchant's: they are claimed by a statement, which is paid out.
 * Where all was given back to the buyers there is nothing to pay, and no provider pays nothing: then the statement alone
 * explains it.
 */
export const settle = (
  { merchantId, date, part, more, earnings, account, provider }: Part,
  now: Instant,
): Settlement => {
  const statementId = statementIdOf(merchantId, date, part);
  const amount = totalsOf(earnings, earnings[0].currency).net;
  const payout = amount.amount === 0
    ? undefined
    : requestPayout({ merchantId, statementId, amount, account, provider, attempt: 1 }, now);
  return {
    statement: issue({ merchantId, date, part, more, earnings, payoutId: payout?.change.after.id }, now),
    claims: earnings.map((earning) => claim(earning, statementId)),
    payouts: payout ? [payout.change] : [],
    entries: payout?.entries ?? [],
  };
};
