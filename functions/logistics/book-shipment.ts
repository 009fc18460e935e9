import { job } from '../../shared/kernel/doors/job.ts';
import { carriers } from '../../shared/logistics/carriers/carriers.ts';
import {
  bookingDropped,
  bookingWanted,
  shipmentBooked,
  shipmentCancelled,
  shipmentException,
} from '../../shared/logistics/events.ts';
import { bookingOf, cancelShipment, settleBooking, waitsForBooking } from '../../shared/logistics/shipment.ts';
import { advance, advancing, shipments } from '../../shared/logistics/store.ts';
import { orders } from '../../shared/ordering/public.ts';

export const { contract, handler } = job({
  summary: 'Books the carrier of a shipment, which gives it a waybill and a label.',
  queue: 'carriers',
  on: bookingWanted,
  final: ['illegal-step'],
  touches: [shipments.need, orders.need, carriers.book, carriers.find, advancing],
  emits: [shipmentBooked, shipmentException, bookingDropped, shipmentCancelled],
}, async ({ message: { data }, now, commit }) => {
  const [shipment, order] = await Promise.all([shipments.need(data.shipmentId), orders.need(data.orderId)]);
  if (order.state === 'cancelled' && shipment.state === 'opened') {
    // The cancellation came between the order's being read and its shipment's being opened.
    return commit({ writes: [advance(cancelShipment(shipment, now), now)] });
  }
  // The merchant may have given this carrier up since, even while it was being asked: what it has booked is dropped.
  const { carrier } = data;
  const outcome = await (waitsForBooking(shipment, carrier)
    ? carriers.book(carrier, bookingOf(shipment).booking)
    : carriers.find(carrier, shipment.id));
  return commit({ writes: [advance(settleBooking(shipment, carrier, outcome, now), now)] });
});
