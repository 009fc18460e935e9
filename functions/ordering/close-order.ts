import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { orderCancelled, OrderId } from '../../shared/ordering/events.ts';
import { StepView, stepView } from '../../shared/ordering/order-view.ts';
import { close } from '../../shared/ordering/order.ts';
import { orderStages } from '../../shared/ordering/stage-store.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Cancels a paid order whose shop does not act or whose parcel is lost; the buyer gets the money back, and both are told.',
  route: 'POST /v1/orders/{orderId}/close',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    orderId: OrderId,
    reason: prose(500).meta({ description: 'Buyer and shop can read it' }),
  }),
  answer: { 200: StepView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [orders.need, orders.saveCancelled, orderStages.count],
  emits: [orderCancelled],
}, async ({ input: { orderId, reason }, now, calendar, commit }) => {
  const change = close(await orders.need(orderId), now, reason);
  return commit({
    writes: [orders.saveCancelled(change), orderStages.count([change.after], calendar.dateOf(now))],
    answer: stepView(change.after),
  });
});
