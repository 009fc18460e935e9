import * as z from 'zod';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { orderCancelled, OrderId } from '../../shared/ordering/events.ts';
import { mustHaveHadTime } from '../../shared/ordering/dispatch-times.ts';
import { lapse } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = deadline(
  {
    summary: 'Cancels a paid order that its merchant has not accepted in time; the buyer gets the money back.',
    payload: z.strictObject({ orderId: OrderId }),
    final: ['illegal-step'],
    concurrency: forOrders(1),
    touches: [orders.need, orderTimes.versions, orders.saveCancelled, orderStages.count],
    emits: [orderCancelled],
  },
  async ({ payload, dueAt, now, calendar, commit }) => {
    const [order, timesOf] = await Promise.all([orders.need(payload.orderId), orderTimes.versions()]);
    mustHaveHadTime(order, 'lapse', timesOf(order.timesVersion), dueAt);
    const change = lapse(order, now);
    return commit({ writes: [orders.saveCancelled(change), orderStages.count([change.after], calendar.dateOf(now))] });
  },
);
