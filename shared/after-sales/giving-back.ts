import { together } from '../kernel/doors/access.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Writes } from '../kernel/store/commit.ts';
import type { NewId } from '../kernel/values/ids.ts';
import { zero } from '../kernel/values/money.ts';
import { ledger } from '../ledger/public.ts';
import { endReturn, orders, sendReplacement, type Order } from '../ordering/public.ts';
import { movingBack, movingTells, payments, provider, refundPart, writesOf } from '../payments/public.ts';
import { debtIncurred } from '../settlement/events.ts';
import { debts, earnings, givenBack, reversed } from '../settlement/public.ts';
import { unitsLeft, type GivenBack, type Return } from './return.ts';

/** What becomes of the units that are not given back, if that is decided with it. */
interface Rest {
  readonly kept: number;
  readonly replacedAt: Instant;
}

/**
 * Gives back what some units of a return cost, goods and freight, from where the money is: held for the order, or earned
 * and perhaps settled since. The order remembers it, and everything is decided again when one of them has moved.
 */
export const givingBack = Object.assign(
  async (
    { orderId, lineId }: Return,
    units: number,
    { now, newId }: { readonly now: Instant; readonly newId: NewId },
    rest?: Rest,
  ): Promise<{ readonly back: GivenBack; readonly writes: Writes }> => {
    const [order, earning] = await Promise.all([orders.need(orderId), earnings.get(orderId)]);
    const payment = await payments.need(order.paymentId);
    const { change, amount } = endReturn(order, { lineId, back: units, kept: 0, ...rest });
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
    movingBack,
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

/**
 * What becomes of an exchange whose goods are accepted: others are sent in their place, or where there are none any more
 * their money goes back.
 */
export const replacing = Object.assign(
  async (one: Return, given: { readonly now: Instant; readonly newId: NewId }) => {
    const sale = await orders.need(one.orderId);
    const { id: returnId, lineId, quantity, exchangeFor: skuId } = one;
    // A sale that its carrier has brought back is paid back already.
    if (!skuId || sale.state === 'cancelled') return undefined;
    const sent = await sendReplacement(sale, { returnId, lineId, quantity, skuId }, given);
    return sent && { ...sent, writes: [...sent.writes, orders.unchanged(sale)] };
  },
  together('returns.replacing', orders.need, orders.unchanged, sendReplacement),
);

/** The units of a replacement that have come back to the shop on their way: their money is owed after all. */
export const lostOnTheWay = ({ refunded = {} }: Order): number =>
  Object.values(refunded).reduce((sum, units) => sum + units, 0);
