import { together } from '../kernel/doors/access.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Writes } from '../kernel/store/commit.ts';
import type { NewId } from '../kernel/values/ids.ts';
import { zero } from '../kernel/values/money.ts';
import { ledger } from '../ledger/public.ts';
import { endReturn, orders } from '../ordering/public.ts';
import { moving, movingTells, payments, provider, refundPart, writesOf } from '../payments/public.ts';
import { debtIncurred } from '../settlement/events.ts';
import { debts, earnings, givenBack, reversed } from '../settlement/public.ts';
import { unitsLeft, type GivenBack, type Return } from './return.ts';

/**
 * Gives back what some units of a return cost, goods and freight, from where the money is: held for the order, or earned
 * and perhaps settled since. The order remembers it, and everything is decided again when one of them has moved.
 */
export const givingBack = Object.assign(
  async (
    { orderId, lineId }: Return,
    units: number,
    { now, newId }: { readonly now: Instant; readonly newId: NewId },
  ): Promise<{ readonly back: GivenBack; readonly writes: Writes }> => {
    const [order, earning] = await Promise.all([orders.need(orderId), earnings.get(orderId)]);
    const payment = await payments.need(order.paymentId);
    const { change, amount } = endReturn(order, { lineId, back: units, kept: 0 });
    const { entries = [], ...move } = refundPart(payment, provider.name, { orderId, amount, reason: 'after-sales' }, {
      now,
      newId,
    });
    const [refund] = move.refunds ?? [];
    // Nothing was paid for these units, or all of it has gone back already.
    if (!refund) return { back: { units, amount: zero(amount.currency) }, writes: [orders.save(change)] };
    const { id: refundId, amount: back } = refund.after;
    const undone = earning && reversed(earning, { refundId, was: givenBack(payment, orderId), back }, now);
    const held = earning ? [await ledger.held(earning.merchantId, amount.currency)] : [];
    return {
      back: { units, amount: back },
      writes: [
        orders.save(change),
        ...writesOf(move),
        ...(undone ? [earnings.save(undone.earning)] : []),
        ...(undone?.debt ? [debts.save(undone.debt)] : []),
        ledger.draw(held, ...(undone ? [undone.entry] : []), ...entries),
      ],
    };
  },
  together(
    'returns.giving-back',
    orders.need,
    orders.save,
    earnings.get,
    earnings.save,
    debts.save,
    payments.need,
    moving,
    ledger.held,
    ledger.draw,
  ),
);

/** The events that it may tell. */
export const givingBackTells = [...movingTells, debtIncurred] as const;

/** The units that are left of a return stay with the buyer: the order may give them back by another. */
export const lettingGo = Object.assign(async (one: Return): Promise<Writes> => {
  const order = await orders.need(one.orderId);
  return [orders.save(endReturn(order, { lineId: one.lineId, back: 0, kept: unitsLeft(one) }).change)];
}, together('returns.letting-go', orders.need, orders.save));
