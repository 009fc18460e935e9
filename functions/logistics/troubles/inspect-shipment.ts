import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { ShipmentView, viewOf } from '../../../shared/logistics/shipment-view.ts';
import { shipments } from '../../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows any shipment to the staff: how far it is, what is the matter, and what its carrier was asked.',
  route: 'GET /v1/shipments/{shipmentId}',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject({ shipmentId: id('shipment') }),
  answer: { 200: ShipmentView },
  problems: ['not-found'],
  touches: [shipments.need],
}, async ({ input }) => viewOf(await shipments.need(input.shipmentId)));
