import { allocations, pickUpAddress, warehouses } from '../../shared/inventory/public.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { isOffered } from '../../shared/logistics/carriers/offered.ts';
import { carrierStandings } from '../../shared/logistics/contracts/contract-store.ts';
import { bestOf } from '../../shared/logistics/contracts/score.ts';
import { scoreCarriers } from '../../shared/logistics/contracts/selection.ts';
import { bookingWanted, shipmentException, shipmentOpened } from '../../shared/logistics/events.ts';
import { carrierSelection, shipmentTimes } from '../../shared/logistics/rulebooks.ts';
import { linesOf, weightOf } from '../../shared/logistics/shipment.ts';
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
    isOffered,
    carrierStandings.get,
    carrierSelection.current,
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
  const [order, known, dispatch, allocation, registry, times, standings, rules] = await Promise.all([
    orders.need(data.orderId),
    shipmentsUnder(data.orderId),
    dispatches.get(data.merchantId),
    allocations.get(data.orderId),
    warehouses.get(data.merchantId),
    shipmentTimes.current(now),
    carrierStandings.get('all'),
    carrierSelection.current(now),
  ]);
  if (order.state !== 'awaiting-shipment' || isInProduction(order)) return;
  const { id: orderId, merchantId, buyerId, address: to, lines, priority } = order;
  const address = pickUpAddress(allocation, registry, merchantId);
  const goods = linesOf(lines);
  const offered = (standings?.carriers ?? []).filter(({ carrier }) => isOffered(carrier));
  const scores = scoreCarriers(offered, { country: to.country, grams: weightOf(goods) }, rules);
  const from = dispatch && {
    ...dispatch,
    ...(address && { address }),
    carrier: dispatch.carrier ?? bestOf(scores)?.carrier,
  };
  const choice = bestOf(scores) && { rulesVersion: rules.version, scores };
  const delivery = { orderId, merchantId, buyerId, to, priority, lines: goods, ...(choice && { choice }) };
  const changes = openFor(known, delivery, from, times, { now, newId });
  // Its buyer may change it meanwhile: then it is not what is to be sent.
  await commit({ writes: [orders.unchanged(order), ...changes.map((change) => advance(change, now))] });
});
