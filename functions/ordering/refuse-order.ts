import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { orderCancelled, OrderId } from '../../shared/ordering/events.ts';
import { StepView, stepView } from '../../shared/ordering/order-view.ts';
import { refuse, soldBy } from '../../shared/ordering/order.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Refuses a paid order that has not been shipped; the buyer gets the money and the shop its stock back.',
  route: 'POST /v1/orders/{orderId}/refuse',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ orderId: OrderId, reason: prose(200) }),
  answer: { 200: StepView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [orders.need, orders.saveCancelled, orderStages.count],
  emits: [orderCancelled],
}, async ({ input, caller, now, calendar, commit }) => {
  const change = refuse(soldBy(await orders.need(input.orderId), await shopOf(caller)), now, input.reason);
  return commit({
    writes: [orders.saveCancelled(change), orderStages.count([change.after], calendar.dateOf(now))],
    answer: stepView(change.after),
  });
});
