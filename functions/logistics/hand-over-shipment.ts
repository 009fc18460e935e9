import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { shipmentPickedUp } from '../../shared/logistics/events.ts';
import { ShipmentView, viewOf } from '../../shared/logistics/shipment-view.ts';
import { handOver } from '../../shared/logistics/shipment.ts';
import { advance, advancing, ownedBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Marks the parcel as handed over to the carrier that was booked: the order is shipped.',
  route: 'POST /v1/shipments/{shipmentId}/hand-over',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({ shipmentId: id('shipment') }),
  answer: { 200: ShipmentView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [shipments.need, advancing],
  emits: [shipmentPickedUp],
}, async ({ input, caller, now, commit }) => {
  const shipment = ownedBy(await shipments.need(input.shipmentId), await shopOf(caller));
  const change = handOver(shipment, now);
  return commit({ writes: [advance(change, now)], answer: viewOf(change.after) });
});
