import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/page.ts';
import { ShipmentSummary } from '../../shared/logistics/shipment-view.ts';
import { shipments, troubledShipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lists the shipments that wait for a person: refused, overdue, in an exception or unwanted; the longest waiting first.',
  route: 'GET /v1/shipments/troubled',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: page(ShipmentSummary) },
  problems: ['invalid-cursor'],
  touches: [shipments.troubled],
}, async ({ input }) => shipments.troubled(troubledShipments, input));
