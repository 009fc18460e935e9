import * as z from 'zod';
import { forOrders } from '../../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import {
  orderDeliveryOverdue,
  OrderId,
  orderProcessingOverdue,
  orderShipmentOverdue,
} from '../../../shared/ordering/events.ts';
import { mustHaveHadTime } from '../../../shared/ordering/dispatch-times.ts';
import { flagOverdue, Stage } from '../../../shared/ordering/order.ts';
import { overdueDays } from '../../../shared/ordering/overdue-store.ts';
import { orderTimes } from '../../../shared/ordering/rulebooks.ts';
import { orders } from '../../../shared/ordering/store.ts';

export const { contract, handler } = deadline(
  {
    summary:
      'Flags an order that still waits to be accepted, shipped or delivered, for the operators to see, and counts it for its shop.',
    payload: z.strictObject({ orderId: OrderId, stage: Stage }),
    final: ['illegal-step'],
    concurrency: forOrders(2),
    touches: [orders.need, orderTimes.versions, orders.save, overdueDays.count],
    emits: [orderProcessingOverdue, orderShipmentOverdue, orderDeliveryOverdue],
  },
  async ({ payload: { orderId, stage }, dueAt, now, calendar, commit }) => {
    const [order, timesOf] = await Promise.all([orders.need(orderId), orderTimes.versions()]);
    mustHaveHadTime(order, stage, timesOf(order.timesVersion), dueAt);
    const change = flagOverdue(order, stage, now);
    return commit({ writes: [orders.save(change), overdueDays.count(change.after, calendar.dateOf(now))] });
  },
);
