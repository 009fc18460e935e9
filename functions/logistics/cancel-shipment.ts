import { subscriber } from '../../shared/kernel/subscriber.ts';
import { bookingDropped, shipmentCancelled } from '../../shared/logistics/events.ts';
import { cancelShipment, shipmentOf } from '../../shared/logistics/shipment.ts';
import { advance, advancing, shipments } from '../../shared/logistics/store.ts';
import { orderCancelled } from '../../shared/ordering/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Calls off the shipment of a cancelled order.',
  on: orderCancelled,
  touches: [shipments.need, advancing],
  emits: [shipmentCancelled, bookingDropped],
}, async ({ event: { data }, now, commit }) => {
  const shipment = await shipments.need(shipmentOf(data.orderId));
  await commit({ writes: [advance(cancelShipment(shipment, now), now)] });
});
