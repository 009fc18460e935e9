import { returnMoved } from '../../shared/after-sales/events.ts';
import { givingBack, givingBackTells, lostOnTheWay } from '../../shared/after-sales/giving-back.ts';
import { exchange, refund, unitsLeft } from '../../shared/after-sales/return.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { orderCancelled, orderCompleted } from '../../shared/ordering/events.ts';
import { orders } from '../../shared/ordering/public.ts';

/** An order is completed or cancelled, never both: so the units are replaced or paid back, once. */
export const { contract, handler } = subscriber({
  summary: 'Ends an exchange with what replaces the goods: it is received, or will not come and the money goes back.',
  on: [orderCompleted, orderCancelled],
  concurrency: forOrders(1),
  touches: [orders.need, returns.need, returnPolicy.versions, returns.save, givingBack],
  emits: [returnMoved, ...givingBackTells],
}, async ({ event: { data }, now, newId, commit }) => {
  if (!data.replaces) return;
  const [one, order, policyOf] = await Promise.all([
    returns.need(data.replaces.returnId),
    orders.need(data.orderId),
    returnPolicy.versions(),
  ]);
  const policy = policyOf(one.policyVersion);
  if (order.state === 'cancelled') {
    const { back, writes } = await givingBack(one, unitsLeft(one), { now, newId });
    return commit({ writes: [returns.save(refund(one, back, 'platform', policy, now)), ...writes] });
  }
  const lost = lostOnTheWay(order);
  const rest = { kept: unitsLeft(one) - lost, replacedAt: now };
  const { back, writes } = await givingBack(one, lost, { now, newId }, rest);
  return commit({ writes: [returns.save(exchange(one, back, policy, now)), ...writes] });
});
