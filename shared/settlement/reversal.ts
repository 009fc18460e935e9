import { changed, type Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { add, subtract, type Money } from '../kernel/values/money.ts';
import { netOfRefund, reverseEarning, type Entry } from '../ledger/public.ts';
import type { Earning } from './earning.ts';

const sides = {
  held: 'merchant-pending',
  released: 'merchant-released',
  claimed: 'merchant-receivable',
} as const;

/**
 * A part of what a completed order cost is given back: commission and the shop's share become what they had been, had it
 * been given back before. So an order that is given back piece by piece, in whatever order, ends at nothing for each
 * [RET-13]. What a statement has settled stays as it is there: the shop owes the rest.
 * @param was what had been given back of it before
 * @param subject what it is given back by; it reverses an earning once
 */
export const reversed = (
  earning: Earning,
  { subject, was, back }: { readonly subject: string; readonly was: Money; readonly back: Money },
  now: Instant,
): { readonly change?: Change<Earning>; readonly entry: Entry } => {
  const refunded = add(was, back);
  const [before, left] = [netOfRefund(earning.lines, was), netOfRefund(earning.lines, refunded)];
  const { id: orderId, merchantId, state } = earning;
  const entry = reverseEarning(
    { subject, orderId, merchantId },
    {
      items: subtract(before.items, left.items),
      freight: subtract(before.freight, left.freight),
      commission: subtract(before.commission, left.commission),
    },
    sides[state],
    now,
  );
  if (state === 'claimed') return { entry };
  const net = subtract(add(left.items, left.freight), left.commission);
  return { change: changed<Earning>(earning, { ...left, refunded, net }), entry };
};
