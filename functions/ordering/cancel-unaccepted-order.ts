import * as z from 'zod';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { orderCancelled, OrderId } from '../../shared/ordering/events.ts';
import { lapse } from '../../shared/ordering/order.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = deadline(
  {
    summary: 'Cancels a paid order that its merchant has not accepted in time; the buyer gets the money back.',
    payload: z.strictObject({ orderId: OrderId }),
    final: ['illegal-step'],
    concurrency: forOrders(1),
    touches: [orders.need, orders.saveCancelled],
    emits: [orderCancelled],
  },
  async ({ payload, now, commit }) =>
    commit({ writes: [orders.saveCancelled(lapse(await orders.need(payload.orderId), now))] }),
);
