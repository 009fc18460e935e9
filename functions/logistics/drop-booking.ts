import { job } from '../../shared/kernel/job.ts';
import { carriers } from '../../shared/logistics/carriers.ts';
import { bookingDropped, shipmentException } from '../../shared/logistics/events.ts';
import { unwantedUnderway } from '../../shared/logistics/shipment.ts';
import { advance, advancing, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = job({
  summary: 'Takes a booking back from its carrier; a parcel that travels already goes before a person.',
  on: bookingDropped,
  touches: [carriers.drop, shipments.need, advancing],
  emits: [shipmentException],
}, async ({ message: { data }, now, commit }) => {
  if (await carriers.drop(data.carrier, data.shipmentId) === 'cancelled') return;
  const shipment = await shipments.need(data.shipmentId);
  await commit({ writes: [advance(unwantedUnderway(shipment, now), now)] });
});
