import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import {
  bookingDropped,
  bookingWanted,
  shipmentCancelled,
  shipmentException,
  shipmentOpened,
  shipmentSplit,
} from '../../shared/logistics/events.ts';
import { shipmentTimes } from '../../shared/logistics/rulebooks.ts';
import { ShipmentSummary, summaryOf } from '../../shared/logistics/shipment-view.ts';
import { shipmentOf } from '../../shared/logistics/shipment.ts';
import { splitShipment } from '../../shared/logistics/splitting.ts';
import { advance, advancing, dispatches, ownedBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Sends some units of a shipment by themselves: it becomes two, each with a carrier of its own; what was booked is taken back.',
  route: 'POST /v1/shipments/{shipmentId}/split',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    shipmentId: id('shipment'),
    lines: z.array(z.strictObject({ lineId: id('orderLine'), quantity: z.int().min(1) })).min(1).max(24).meta({
      description: 'What goes by itself; the rest goes in the other',
    }),
  }),
  answer: { 200: z.object({ items: z.array(ShipmentSummary) }) },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [shipments.need, dispatches.get, shipmentTimes.current, advancing],
  emits: [shipmentSplit, shipmentCancelled, shipmentOpened, bookingWanted, bookingDropped, shipmentException],
}, async ({ input: { shipmentId, lines: units }, caller, now, newId, commit }) => {
  const shop = await shopOf(caller);
  const shipment = ownedBy(await shipments.need(shipmentId), shop);
  const [first, dispatch, times] = await Promise.all([
    shipments.need(shipmentOf(shipment.orderId)),
    dispatches.get(shop),
    shipmentTimes.current(now),
  ]);
  // From the warehouse where it lies.
  const { carrier } = shipment;
  const from = dispatch && {
    ...dispatch,
    address: shipment.from ?? dispatch.address,
    carrier: dispatch.carrier ?? (shipment.choice && carrier !== 'own' ? carrier : undefined),
  };
  const changes = splitShipment({ first, shipment, units, dispatch: from, times }, { now, newId });
  return commit({
    writes: changes.map((change) => advance(change, now)),
    answer: { items: changes.slice(-2).map(({ after }) => summaryOf(after)) },
  });
});
