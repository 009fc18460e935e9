import { ungather } from '../../../shared/inventory/bins/gather-store.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { shipmentCancelled } from '../../../shared/logistics/events.ts';
import { shipments } from '../../../shared/logistics/public.ts';

export const { contract, handler } = subscriber({
  summary: 'Has what was picked for a shipment that is not sent put away again.',
  on: shipmentCancelled,
  touches: [shipments.need, ungather],
}, async ({ event: { data }, commit }) => {
  const { lines } = await shipments.need(data.shipmentId);
  await commit({ writes: [await ungather(data.shipmentId, lines)] });
});
