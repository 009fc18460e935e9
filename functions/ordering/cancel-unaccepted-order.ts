import * as z from 'zod';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { orderCancelled, OrderId } from '../../shared/ordering/events.ts';
import { lapse } from '../../shared/ordering/order.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = deadline(
  {
    summary: 'Cancels a paid order that its merchant has not accepted in time; the buyer gets the money back.',
    payload: z.strictObject({ orderId: OrderId }),
    final: ['illegal-step'],
    concurrency: forOrders(1),
    touches: [orders.need, orders.saveCancelled, orderStages.count],
    emits: [orderCancelled],
  },
  async ({ payload, now, calendar, commit }) => {
    const change = lapse(await orders.need(payload.orderId), now);
    return commit({ writes: [orders.saveCancelled(change), orderStages.count([change.after], calendar.dateOf(now))] });
  },
);
