/** By when a shop must have done what an order asks of it. */
import { after, days, type Instant } from '../kernel/values/clock.ts';
import { Problem } from '../kernel/problems.ts';
import { askedAtOf, productionOf, type Order, type OrderLine, type Stage } from './order.ts';
import type { OrderTimes } from './rulebooks.ts';

/**
 * When all of an order leaves the shop, as was promised. Of what is made sooner than it might have been nobody waits for
 * the rest of those days: what is left are those in which goods of the shelf are handed over. It never becomes later, unless
 * the buyer's change has the shop asked anew.
 */
export const shipsBy = (order: Order): Instant =>
  order.lines.map((line) => lineShipsBy(order, line)).reduce((a, b) => (b > a ? b : a));

const lineShipsBy = (order: Order, line: OrderLine): Instant => {
  const asked = askedAtOf(order) ?? order.placedAt;
  const promised = after(asked, days(line.shipsWithinDays));
  const production = productionOf(order, line);
  if (!line.made || production?.state !== 'finished') return promised;
  const ready = production.at > asked ? production.at : asked;
  const sooner = after(ready, days(line.shipsWithinDays - line.made.productionDays));
  return sooner < promised ? sooner : promised;
};

/** When the goods should have left at the latest. */
export const shipmentDueAt = (order: Order, { shippingGrace }: OrderTimes): Instant =>
  after(shipsBy(order), shippingGrace);

/**
 * That the shop has had its time, also when the buyer's change has had it asked anew since the deadline was set.
 * @param dueAt the deadline that has passed
 * @throws Problem illegal-step
 */
export const mustHaveHadTime = (order: Order, stage: Stage | 'lapse', times: OrderTimes, dueAt: Instant): void => {
  if (!order.askedAt || stage === 'delivery') return;
  const until = stage === 'shipment'
    ? shipmentDueAt(order, times)
    : after(order.askedAt, stage === 'processing' ? times.flagUnacceptedAfter : times.acceptWithin);
  if (dueAt < until) throw new Problem('illegal-step', `The shop was asked anew, and has until ${until}`);
};
