import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { ShipmentSummary, summaryOf } from '../../shared/logistics/shipment-view.ts';
import { ownedBy, shipmentsOf } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the shipments that an order goes in: one, unless the shop has split it.',
  route: 'GET /v1/orders/{orderId}/shipments',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ orderId: id('order') }),
  answer: { 200: z.object({ items: z.array(ShipmentSummary) }) },
  problems: ['no-shop', 'not-found'],
  touches: [shipmentsOf],
}, async ({ input, caller }) => {
  const [shop, all] = await Promise.all([shopOf(caller), shipmentsOf(input.orderId)]);
  return { items: all.map((shipment) => summaryOf(ownedBy(shipment, shop))) };
});
