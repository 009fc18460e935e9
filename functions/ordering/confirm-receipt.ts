import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { orderCompleted, OrderId } from '../../shared/ordering/events.ts';
import { StepView, stepView } from '../../shared/ordering/order-view.ts';
import { boughtBy, confirm } from '../../shared/ordering/order.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Confirms that the goods have arrived; the sale is final.',
  route: 'POST /v1/orders/{orderId}/receipt',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ orderId: OrderId }),
  answer: { 200: StepView },
  problems: ['not-found', 'illegal-step'],
  touches: [orders.need, orders.save, orderStages.count],
  emits: [orderCompleted],
}, async ({ input, caller, now, calendar, commit }) => {
  const change = confirm(boughtBy(await orders.need(input.orderId), caller.accountId), now);
  return commit({
    writes: [orders.save(change), orderStages.count([change.after], calendar.dateOf(now))],
    answer: stepView(change.after),
  });
});
