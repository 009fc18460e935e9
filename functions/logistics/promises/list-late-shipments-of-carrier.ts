import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { lateBy, lateShipments } from '../../../shared/logistics/promises/promise-store.ts';
import { LateShipment, Standing } from '../../../shared/logistics/promises/promise.ts';
import { Bearer } from '../../../shared/logistics/shipment.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the shipments of a carrier that did not arrive when they were to, by when that was.',
  route: 'GET /v1/late-shipments',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject({ ...pageInput, carrier: Bearer, standing: Standing.default('under-way') }),
  answer: { 200: page(LateShipment) },
  problems: ['invalid-cursor'],
  touches: [lateShipments.ofCarrier],
}, ({ input: { carrier, standing, ...request } }) => lateShipments.ofCarrier(lateBy(carrier, standing), request));
