import { job } from '../../shared/kernel/doors/job.ts';
import { ifAnswered } from '../../shared/kernel/outside.ts';
import { carriers } from '../../shared/logistics/carriers/carriers.ts';
import { answered, askLater, bookingOf, reportFacts } from '../../shared/logistics/shipment.ts';
import { advance, advancing, shipments } from '../../shared/logistics/store.ts';
import { TrackingRequest } from '../../shared/logistics/tracking-request.ts';

export const { contract, handler } = job({
  summary: 'Asks the carrier of a shipment for news of it.',
  queue: 'carriers',
  message: TrackingRequest,
  final: ['illegal-step'],
  touches: [shipments.need, carriers.find, advancing],
  emits: reportFacts,
}, async ({ message: { shipmentId }, now, commit }) => {
  const shipment = await shipments.need(shipmentId);
  const { carrier, booking } = bookingOf(shipment);
  // The poller sends it every minute until it has been looked at: an earlier message has seen to it.
  if (shipment.askAgainAt > now) return;
  const known = await ifAnswered(
    carriers.find(carrier, booking.reference).then((found) => found ?? { scans: [], labelUrl: undefined }),
  );
  const change = known ? answered(shipment, known, carrier, now) : askLater(shipment, now);
  await commit({ writes: [advance(change, now)] });
});
