import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { title } from '../../shared/kernel/values/text.ts';
import { bookingDropped, shipmentPickedUp } from '../../shared/logistics/events.ts';
import { ShipmentView, viewOf } from '../../shared/logistics/shipment-view.ts';
import { shipByOwnCarrier } from '../../shared/logistics/shipment.ts';
import { advance, advancing, ownedBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Sends a shipment by a carrier of the merchant, under its waybill; what the platform had booked is taken back.',
  route: 'POST /v1/shipments/{shipmentId}/own-carrier',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    shipmentId: id('shipment'),
    carrierName: title(60),
    waybill: z.string().trim().regex(/^[\w-]{4,40}$/, 'must be a waybill number'),
  }),
  answer: { 200: ShipmentView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [shipments.need, advancing],
  emits: [shipmentPickedUp, bookingDropped],
}, async ({ input: { shipmentId, ...own }, caller, now, commit }) => {
  const shipment = ownedBy(await shipments.need(shipmentId), await shopOf(caller));
  const change = shipByOwnCarrier(shipment, own, now);
  return commit({ writes: [advance(change, now)], answer: viewOf(change.after) });
});
