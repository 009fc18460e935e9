import * as z from 'zod';
import { allocations } from '../../shared/inventory/allocation-store.ts';
import { allocationView, AllocationView } from '../../shared/inventory/allocation.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { OrderId } from '../../shared/ordering/events.ts';

export const { contract, handler } = endpoint({
  summary: "Shows from which warehouses an order's goods are sent, and what spoke for each warehouse.",
  route: 'GET /v1/orders/{orderId}/allocation',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ orderId: OrderId }),
  answer: { 200: AllocationView },
  problems: ['no-shop', 'not-found'],
  touches: [allocations.need],
}, async ({ input: { orderId }, caller }) => {
  const [allocation, merchantId] = await Promise.all([allocations.need(orderId), shopOf(caller)]);
  if (allocation.merchantId !== merchantId) throw new Problem('not-found');
  return allocationView(allocation);
});
