import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { title } from '../../shared/kernel/values/text.ts';
import { shipmentPacked } from '../../shared/logistics/events.ts';
import { pack } from '../../shared/logistics/packing.ts';
import { ShipmentView, viewOf } from '../../shared/logistics/shipment-view.ts';
import { advance, advancing, ownedBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Confirms by scanned codes that a shipment is packed: each of its units, and nothing else.',
  route: 'POST /v1/shipments/{shipmentId}/packing',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    shipmentId: id('shipment'),
    scans: z.array(z.strictObject({ code: title(64), quantity: z.int().min(1).max(999) })).min(1).max(100),
  }),
  answer: { 200: ShipmentView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'packing-wrong'],
  touches: [shipments.need, advancing],
  emits: [shipmentPacked],
}, async ({ input: { shipmentId, scans }, caller, now, commit }) => {
  const change = pack(ownedBy(await shipments.need(shipmentId), await shopOf(caller)), scans, now);
  return commit({ writes: [advance(change, now)], answer: viewOf(change.after) });
});
