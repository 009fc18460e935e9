import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';
import { OrderId } from '../../shared/ordering/events.ts';
import { LogEntry, logOf } from '../../shared/ordering/order-view.ts';
import { orders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Shows the staff what happened to an order, fact by fact as they were recorded: evidence where two sides differ.',
  route: 'GET /v1/orders/{orderId}/log',
  audience: 'operator',
  callers: ['support', 'operator', 'finance', 'admin'],
  audited: true,
  input: z.strictObject({ orderId: OrderId }),
  answer: { 200: z.object({ buyerId: AccountId, items: z.array(LogEntry) }) },
  problems: ['not-found'],
  touches: [orders.need, orders.history],
}, async ({ input: { orderId } }) => {
  const [order, history] = await Promise.all([orders.need(orderId), orders.history(orderId)]);
  return { buyerId: order.buyerId, items: logOf(order, history) };
});
