import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { bookingDropped, shipmentCancelled, shipmentException } from '../../shared/logistics/events.ts';
import { callOff, shipmentOf } from '../../shared/logistics/shipment.ts';
import { advance, advancing, shipments } from '../../shared/logistics/store.ts';
import { orderCancelled } from '../../shared/ordering/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Calls off the shipment of a cancelled order; a parcel that travels already goes before a person.',
  on: orderCancelled,
  // An order that was cancelled before its shop accepted it has no shipment.
  final: ['not-found', 'illegal-step'],
  touches: [shipments.need, advancing],
  emits: [shipmentCancelled, bookingDropped, shipmentException],
}, async ({ event: { data }, now, commit }) => {
  const shipment = await shipments.need(shipmentOf(data.orderId));
  await commit({ writes: [advance(callOff(shipment, now), now)] });
});
