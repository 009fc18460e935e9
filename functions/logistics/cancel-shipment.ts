import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { bookingDropped, shipmentCancelled, shipmentException } from '../../shared/logistics/events.ts';
import { callOffAll } from '../../shared/logistics/splitting.ts';
import { advance, advancing, shipmentsOf } from '../../shared/logistics/store.ts';
import { orderCancelled } from '../../shared/ordering/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Calls off the shipments of a cancelled order; a parcel that travels already goes before a person.',
  on: orderCancelled,
  // An order that was cancelled before its shop accepted it has no shipment.
  final: ['not-found', 'illegal-step'],
  touches: [shipmentsOf, advancing],
  emits: [shipmentCancelled, bookingDropped, shipmentException],
}, async ({ event: { data }, now, commit }) => {
  const changes = callOffAll(await shipmentsOf(data.orderId), now);
  await commit({ writes: changes.map((change) => advance(change, now)) });
});
