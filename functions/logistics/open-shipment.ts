import { allocations, pickUpAddress, warehouses } from '../../shared/inventory/public.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { bookingWanted, shipmentException, shipmentOpened } from '../../shared/logistics/events.ts';
import { shipmentTimes } from '../../shared/logistics/rulebooks.ts';
import { linesOf } from '../../shared/logistics/shipment.ts';
import { openFor } from '../../shared/logistics/splitting.ts';
import { advance, advancing, dispatches, shipmentsUnder } from '../../shared/logistics/store.ts';
import { orderAccepted, productionMoved } from '../../shared/ordering/events.ts';
import { isInProduction, orders } from '../../shared/ordering/public.ts';

export const { contract, handler } = subscriber({
  summary: 'Opens the shipment of an accepted order and chooses its carrier, once all is made that is made to order.',
  on: [orderAccepted, productionMoved],
  // A second word of the shop, or the same one told again.
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [
    orders.need,
    orders.unchanged,
    shipmentsUnder,
    dispatches.get,
    allocations.get,
    warehouses.get,
    shipmentTimes.current,
    advancing,
  ],
  emits: [shipmentOpened, bookingWanted, shipmentException],
}, async ({ event: { data }, now, newId, commit }) => {
  const [order, known, dispatch, allocation, registry, times] = await Promise.all([
    orders.need(data.orderId),
    shipmentsUnder(data.orderId),
    dispatches.get(data.merchantId),
    allocations.get(data.orderId),
    warehouses.get(data.merchantId),
    shipmentTimes.current(now),
  ]);
  if (order.state !== 'awaiting-shipment' || isInProduction(order)) return;
  const { id: orderId, merchantId, buyerId, address: to, lines } = order;
  const address = pickUpAddress(allocation, registry, merchantId);
  const from = dispatch && address ? { ...dispatch, address } : dispatch;
  const delivery = { orderId, merchantId, buyerId, to, lines: linesOf(lines) };
  const changes = openFor(known, delivery, from, times, { now, newId });
  // Its buyer may change it meanwhile: then it is not what is to be sent.
  await commit({ writes: [orders.unchanged(order), ...changes.map((change) => advance(change, now))] });
});
