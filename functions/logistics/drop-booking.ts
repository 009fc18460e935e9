import { job } from '../../shared/kernel/doors/job.ts';
import { carriers } from '../../shared/logistics/carriers/carriers.ts';
import { bookingDropped, shipmentException } from '../../shared/logistics/events.ts';
import { isCalledOff, unwantedUnderway } from '../../shared/logistics/shipment.ts';
import { advance, advancing, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = job({
  summary: 'Takes a booking back from its carrier; a parcel that travels already goes before a person.',
  queue: 'carriers',
  on: bookingDropped,
  // The carrier has told by itself that it travels.
  final: ['illegal-step'],
  touches: [carriers.drop, shipments.need, advancing],
  emits: [shipmentException],
}, async ({ message: { data: { carrier, shipmentId } }, now, commit }) => {
  if (!isCalledOff(await shipments.need(shipmentId), carrier)) return;
  if (await carriers.drop(carrier, shipmentId) === 'cancelled') return;
  const shipment = await shipments.need(shipmentId);
  await commit({ writes: [advance(unwantedUnderway(shipment, carrier, now), now)] });
});
