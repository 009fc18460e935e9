/** An order that goes in several shipments: its state follows from how far all of them are. */
import { changed, type Change } from '../kernel/store/change.ts';
import type { Fact } from '../kernel/events.ts';
import type { Id } from '../kernel/values/ids.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { add, money, subtract, sum, type Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { orderPartDelivered, orderPartReturned, orderPartShipped } from './events.ts';
import {
  about,
  deliver,
  sayDelivered,
  ship,
  takeBack,
  unsent,
  type Order,
  type OrderLine,
  type OrderPart,
} from './order.ts';
import type { OrderTimes } from './rulebooks.ts';

/** Which units of an order one shipment has. */
export type PartOf = Pick<OrderPart, 'shipmentId' | 'lines'>;

/** A part has left the shop. The order has, once all of its units have. @throws Problem illegal-step when it is known */
export const shipPart = (order: Order, part: PartOf, at: Instant): Change<Order> => {
  mustTravel(order);
  if (known(order, part)) throw new Problem('illegal-step', 'It is known that this part has left');
  return proceed(withPart(order, { ...part, shippedAt: at }), order, orderPartShipped(told(order, part, at)), at);
};

/**
 * A part has arrived, says its carrier, or its shop. The order has, once all have that have not come back; where the
 * shop's word is all there is for one of them, that is all there is for the order.
 * @throws Problem illegal-step when it is known
 */
export const deliverPart = (
  order: Order,
  part: PartOf,
  by: 'carrier' | 'shop',
  times: OrderTimes,
  at: Instant,
): Change<Order> => {
  mustTravel(order);
  const before = known(order, part);
  if (before && ended(before)) throw new Problem('illegal-step', 'It is known that this part has arrived');
  const arrived = { ...part, shippedAt: before?.shippedAt ?? at, deliveredAt: at, by };
  return proceed(withPart(order, arrived), order, orderPartDelivered(told(order, part, at)), at, times);
};

/**
 * A part has come back to the shop. Its buyer is owed what its units cost, goods and freight; when nothing else is left of
 * the order, it is cancelled. @throws Problem illegal-step when it is known
 */
export const takePartBack = (
  order: Order,
  part: PartOf,
  times: OrderTimes,
  at: Instant,
): { readonly change: Change<Order>; readonly amount: Money } => {
  mustTravel(order);
  const before = known(order, part);
  if (before?.returnedAt) throw new Problem('illegal-step', 'It is known that this part has come back');
  const returned = withPart(order, { ...part, shippedAt: before?.shippedAt ?? at, returnedAt: at });
  const { refunded, amount } = refundOf(returned, part.lines);
  if (allSent(returned) && returned.parts!.every(({ returnedAt }) => returnedAt)) {
    return { change: { ...takeBack(returned, at), before: order }, amount };
  }
  const news = orderPartReturned({ ...told(order, part, at), amount });
  return { change: proceed({ ...returned, refunded }, order, news, at, times), amount };
};

/** The order's state, as it follows from its parts, with what has just become known of one. */
const proceed = (order: Order, before: Order, news: Fact, at: Instant, times?: OrderTimes): Change<Order> => {
  const { shipmentId } = order.parts!.at(-1)!;
  const awaited = order.state === 'awaiting-shipment';
  const arrived = order.parts!.some(({ deliveredAt }) => deliveredAt);
  const step = !allSent(order)
    ? changed<Order>(order, {})
    : times && arrived && order.state !== 'delivered' && order.parts!.every(ended)
    ? (order.parts!.some(({ by }) => by === 'shop') && !order.saidDeliveredAt ? sayDelivered : deliver)(
      order,
      shipmentId,
      times,
      at,
    )
    : awaited
    ? ship(order, shipmentId, at)
    : changed<Order>(order, {});
  return { before, after: step.after, facts: [news, ...step.facts] };
};

const mustTravel = ({ state }: Order): void => {
  if (state !== 'awaiting-shipment' && state !== 'shipped' && state !== 'delivered') {
    throw new Problem('illegal-step', `No part of it travels while ${state}`);
  }
};

const known = ({ parts = [] }: Order, { shipmentId }: PartOf): OrderPart | undefined =>
  parts.find((one) => one.shipmentId === shipmentId);

/** The newest news last: which shipment an order names follows from it. */
const withPart = (order: Order, part: OrderPart): Order => ({
  ...order,
  parts: [...(order.parts ?? []).filter(({ shipmentId }) => shipmentId !== part.shipmentId), part],
});

const ended = ({ deliveredAt, returnedAt }: OrderPart): boolean =>
  deliveredAt !== undefined || returnedAt !== undefined;

const told = (order: Order, { shipmentId, lines }: PartOf, at: Instant) => ({
  ...about(order, at),
  shipmentId,
  lines: [...lines],
});

const allSent = (order: Order): boolean => unsent(order).length === 0;

/** The lines of an order, with these units of them alone. */
export const unitsOf = ({ lines }: Order, units: readonly Units[]): readonly OrderLine[] =>
  lines.flatMap((line) =>
    units.filter(({ lineId }) => lineId === line.id).map(({ quantity }) => ({ ...line, quantity }))
  );

/** Units of a line. */
export interface Units {
  readonly lineId: Id<'orderLine'>;
  readonly quantity: number;
}

/**
 * What some units of an order cost, goods and freight, and the units that are then given back in all. The first n units
 * of a line cost n/quantity of it, rounded down to a minor unit: so whatever the order in which a line is given back, it
 * comes to what was paid for it, to the cent. Units that have been given back already cost nothing more.
 */
export const refundOf = (
  { lines, refunded = {}, currency }: Order,
  units: readonly Units[],
): { readonly amount: Money; readonly refunded: Readonly<Record<string, number>> } => {
  const after: Record<string, number> = { ...refunded };
  const parts = units.map(({ lineId, quantity }) => {
    const line = lines.find(({ id }) => id === lineId);
    if (!line) throw new Problem('not-found');
    const from = after[lineId] ?? 0;
    const to = Math.min(line.quantity, from + quantity);
    after[lineId] = to;
    return subtract(costOf(line, to), costOf(line, from));
  });
  return { amount: sum(parts, currency), refunded: after };
};

/** What the first units of a line cost, goods and freight each rounded down. */
const costOf = ({ items, freight, quantity }: OrderLine, units: number): Money => {
  const part = ({ amount, currency }: Money): Money =>
    // A price times a quantity is a safe integer, and so may its product with the units not be.
    money(Number(BigInt(amount) * BigInt(units) / BigInt(quantity)), currency);
  return add(part(items), part(freight));
};

/**
 * The shop gives back what some units cost. What it sends is not changed by it.
 * @throws Problem illegal-step before it is paid or once it has ended, refund-too-large, not-found
 */
export const refundLines = (order: Order, units: readonly Units[]): { change: Change<Order>; amount: Money } => {
  if (!order.paidAt || order.state === 'completed' || order.state === 'cancelled') {
    throw new Problem('illegal-step', `Nothing can be given back while ${order.state}`);
  }
  if (order.replaces) throw new Problem('illegal-step', `Its money is with order ${order.replaces.orderId}`);
  for (const { lineId, quantity } of units) {
    const line = order.lines.find(({ id }) => id === lineId);
    if (!line) throw new Problem('not-found');
    const left = unitsKept(order, line);
    if (quantity > left) throw new Problem('refund-too-large', `${left} units of ${line.code} are left`);
  }
  const { amount, refunded } = refundOf(order, units);
  return { change: changed<Order>(order, { refunded }), amount };
};

/** Units of a line of which nothing is given back, and nothing asked back. */
const unitsKept = ({ refunded, returning }: Order, { id, quantity }: OrderLine): number =>
  quantity - (refunded?.[id] ?? 0) - (returning?.[id] ?? 0);

/**
 * The buyer asks money back for some units of what has arrived: nobody else gives them back until that is decided.
 * @returns the line, what these units cost, and the change
 * @throws Problem illegal-step before it has arrived or once it is cancelled, return-too-many, not-found
 */
export const beginReturn = (
  order: Order,
  { lineId, quantity }: Units,
): { change: Change<Order>; line: OrderLine; amount: Money } => {
  if (order.state !== 'delivered' && order.state !== 'completed') {
    throw new Problem('illegal-step', `Nothing can be returned while ${order.state}`);
  }
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new Problem('not-found');
  const left = unitsKept(order, line);
  if (quantity > left) throw new Problem('return-too-many', `${left} units of ${line.code} are left`);
  const returning = { ...order.returning, [lineId]: (order.returning?.[lineId] ?? 0) + quantity };
  return { change: changed<Order>(order, { returning }), line, amount: refundOf(order, [{ lineId, quantity }]).amount };
};

/** Whether its buyer wants money back for some of it, and that is not decided. */
export const isDisputed = ({ returning = {} }: Order): boolean => Object.values(returning).some((units) => units > 0);

/** What becomes of units that their buyer asked for something for. */
export interface ReturnEnd {
  readonly lineId: Id<'orderLine'>;
  /** Units that are given back as money. */
  readonly back: number;
  /** Units that stay with the buyer, or that others have come for. */
  readonly kept: number;
  /** When those have come. */
  readonly replacedAt?: Instant;
}

/** @returns what those units cost that are given back */
export const endReturn = (
  order: Order,
  { lineId, back, kept, replacedAt }: ReturnEnd,
): { change: Change<Order>; amount: Money } => {
  const returning = { ...order.returning, [lineId]: (order.returning?.[lineId] ?? 0) - back - kept };
  const { amount, refunded } = refundOf(order, back > 0 ? [{ lineId, quantity: back }] : []);
  const replaced = replacedAt && { replacedAt: { ...order.replacedAt, [lineId]: replacedAt } };
  return { change: changed<Order>(order, { returning, refunded, ...replaced }), amount };
};

/** When what the buyer has of a line arrived; nothing when it has not. */
export const arrivedAtOf = (
  { replacedAt, deliveredAt, completedAt }: Order,
  lineId: Id<'orderLine'>,
): Instant | undefined => replacedAt?.[lineId] ?? deliveredAt ?? completedAt;
