import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { title } from '../../../shared/kernel/values/text.ts';
import { shipmentSentAgain } from '../../../shared/logistics/events.ts';
import { ShipmentView, viewOf } from '../../../shared/logistics/shipment-view.ts';
import { sendAgain } from '../../../shared/logistics/shipment.ts';
import { advance, advancing, ownedBy, shipments } from '../../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends the goods of a parcel that is missed on its way once more, by a carrier of the merchant.',
  route: 'POST /v1/shipments/{shipmentId}/send-again',
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
  emits: [shipmentSentAgain],
}, async ({ input: { shipmentId, ...own }, caller, now, commit }) => {
  const change = sendAgain(ownedBy(await shipments.need(shipmentId), await shopOf(caller)), own, now);
  return commit({ writes: [advance(change, now)], answer: viewOf(change.after) });
});
