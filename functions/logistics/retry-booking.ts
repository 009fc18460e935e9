import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { CarrierName } from '../../shared/logistics/carriers/carrier.ts';
import { isOffered } from '../../shared/logistics/carriers/offered.ts';
import { bestOf } from '../../shared/logistics/contracts/score.ts';
import { dispatchedBy } from '../../shared/logistics/dispatch.ts';
import { bookingDropped, bookingWanted } from '../../shared/logistics/events.ts';
import { ShipmentView, viewOf } from '../../shared/logistics/shipment-view.ts';
import { retryBooking } from '../../shared/logistics/shipment.ts';
import { advance, advancing, dispatches, ownedBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary:
    "Asks for a carrier once more, from the shop's present dispatch address and by the carrier that is named, that it prefers, or that stood best.",
  route: 'POST /v1/shipments/{shipmentId}/retry',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    shipmentId: id('shipment'),
    carrier: CarrierName.optional().meta({ description: 'By which of the suggested ones' }),
  }),
  answer: { 202: ShipmentView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'dispatch-missing'],
  touches: [isOffered, shipments.need, dispatches.get, advancing],
  emits: [bookingWanted, bookingDropped],
}, async ({ input, caller, now, commit }) => {
  const shop = await shopOf(caller);
  const [shipment, dispatch] = await Promise.all([shipments.need(input.shipmentId), dispatches.get(shop)]);
  const { carrier = dispatch?.carrier ?? bestOf(shipment.choice?.scores ?? [])?.carrier } = input;
  const change = retryBooking(ownedBy(shipment, shop), dispatch && dispatchedBy(dispatch, carrier, isOffered));
  return commit({ writes: [advance(change, now)], answer: viewOf(change.after) });
});
