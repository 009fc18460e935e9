import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { ShipmentView, viewOf } from '../../shared/logistics/shipment-view.ts';
import { ownedBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a shipment, with the address of its label.',
  route: 'GET /v1/shipments/{shipmentId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ shipmentId: id('shipment') }),
  answer: { 200: ShipmentView },
  problems: ['no-shop', 'not-found'],
  touches: [shipments.need],
}, async ({ input, caller }) => viewOf(ownedBy(await shipments.need(input.shipmentId), await shopOf(caller))));
