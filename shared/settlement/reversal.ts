import { changed, type Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Id } from '../kernel/values/ids.ts';
import { add, money, subtract, zero, type Money } from '../kernel/values/money.ts';
import { netOfRefund, reverseEarning, type Entry } from '../ledger/public.ts';
import { incur, type Debt } from './debts/debt.ts';
import type { Earning } from './earning.ts';

const sides = {
  held: 'merchant-pending',
  released: 'merchant-released',
  claimed: 'merchant-debt',
} as const;

/** What a reversal changes, all of it together. */
export interface Reversal {
  readonly earning: Change<Earning>;
  /** What the shop owes by it, of what a statement has settled. */
  readonly debt?: Change<Debt> | undefined;
  readonly entry: Entry;
}

/**
 * A part of what a completed order cost is given back: commission and the shop's share become what they had been, had it
 * been given back before. So an order that is given back piece by piece, in whatever order, ends at nothing for each
 * [RET-13]. What a statement has settled stays as it is there: the shop owes the rest. By the rounding of its lines a share
 * may grow by a cent with a small piece: nobody owes less than nothing, so that cent is made up for by the next one.
 * @param was what had been given back of it before
 * @param refundId what it is given back by; it reverses an earning once
 */
export const reversed = (
  earning: Earning,
  { refundId, was, back }: { readonly refundId: Id<'refund'>; readonly was: Money; readonly back: Money },
  now: Instant,
): Reversal => {
  const refunded = add(was, back);
  const left = netOfRefund(earning.lines, refunded);
  const net = subtract(add(left.items, left.freight), left.commission);
  const { id: orderId, merchantId, state, currency, owes = zero(currency) } = earning;
  const more = subtract(subtract(earning.net, net), owes);
  const share = state === 'claimed' ? money(Math.max(0, more.amount), currency) : more;
  return {
    earning: state === 'claimed'
      ? changed<Earning>(earning, { owes: add(owes, share) })
      : changed<Earning>(earning, { ...left, refunded, net }),
    debt: state === 'claimed' && share.amount > 0
      ? incur({ refundId, merchantId, orderId, amount: share }, now)
      : undefined,
    entry: reverseEarning({ subject: refundId, orderId, merchantId }, { back, share }, sides[state], now),
  };
};
