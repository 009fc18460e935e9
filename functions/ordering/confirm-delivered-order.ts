import * as z from 'zod';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { orderCompleted, OrderId } from '../../shared/ordering/events.ts';
import { confirmByItself } from '../../shared/ordering/order.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = deadline(
  {
    summary: 'Confirms receipt of an order that was delivered some days ago.',
    payload: z.strictObject({ orderId: OrderId }),
    final: ['illegal-step'],
    concurrency: forOrders(1),
    touches: [orders.need, orders.save, orderStages.count],
    emits: [orderCompleted],
  },
  async ({ payload, dueAt, now, calendar, commit }) => {
    const change = confirmByItself(await orders.need(payload.orderId), dueAt, now);
    return commit({ writes: [orders.save(change), orderStages.count([change.after], calendar.dateOf(now))] });
  },
);
