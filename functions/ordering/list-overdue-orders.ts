import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { pageInput } from '../../shared/kernel/page.ts';
import { OrderPage } from '../../shared/ordering/order-view.ts';
import { orders, overdueOrders } from '../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists orders that wait too long to be accepted, shipped or delivered, the longest first.',
  route: 'GET /v1/overdue-orders',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: OrderPage },
  problems: ['invalid-cursor'],
  touches: [orders.overdue],
}, ({ input }) => orders.overdue(overdueOrders, input));
