import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { ShipmentView, viewOf } from '../../shared/logistics/shipment-view.ts';
import { shipmentOf } from '../../shared/logistics/shipment.ts';
import { ownedBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows the shipment of an order, with the address of its label.',
  route: 'GET /v1/orders/{orderId}/shipment',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ orderId: id('order') }),
  answer: { 200: ShipmentView },
  problems: ['no-shop', 'not-found'],
  touches: [shipments.need],
}, async ({ input, caller }) => viewOf(ownedBy(await shipments.need(shipmentOf(input.orderId)), await shopOf(caller))));
