import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { due } from '../../../shared/kernel/store/due.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Instant } from '../../../shared/kernel/values/clock.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { OrderId, productionMoved, ProductionState } from '../../../shared/ordering/events.ts';
import { soldBy } from '../../../shared/ordering/order.ts';
import { shipmentDueAt, shipsBy } from '../../../shared/ordering/dispatch-times.ts';
import { isInProduction, moveProduction, ProductionStep } from '../../../shared/ordering/production.ts';
import { orderTimes } from '../../../shared/ordering/rulebooks.ts';
import { orders } from '../../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Moves a line that is made to order one step on; the buyer sees it. Once all of an order is made, it is to leave sooner.',
  route: 'POST /v1/orders/{orderId}/lines/{lineId}/production',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ orderId: OrderId, lineId: id('orderLine'), step: ProductionStep }),
  answer: { 200: z.object({ orderId: OrderId, state: ProductionState, shipsBy: Instant }) },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [orders.need, orderTimes.versions, orders.save, due.set],
  emits: [productionMoved],
}, async ({ input: { orderId, lineId, step }, caller, now, commit }) => {
  const [order, timesOf, shopId] = await Promise.all([orders.need(orderId), orderTimes.versions(), shopOf(caller)]);
  const { after: moved, ...rest } = moveProduction(soldBy(order, shopId), lineId, step, now);
  return commit({
    writes: [
      orders.save({ after: moved, ...rest }),
      ...(isInProduction(moved)
        ? []
        : [due.set(shipmentDueAt(moved, timesOf(order.timesVersion)), 'ordering/flag-overdue-order', {
          orderId,
          stage: 'shipment',
        })]),
    ],
    answer: { orderId, state: moved.production![lineId]!.state, shipsBy: shipsBy(moved) },
  });
});
