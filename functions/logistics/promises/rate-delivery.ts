import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { deliveryRated } from '../../../shared/logistics/events.ts';
import { countsOfRating } from '../../../shared/logistics/promises/figures.ts';
import { deliveryCounts, deliveryRatings } from '../../../shared/logistics/promises/promise-store.ts';
import {
  DeliveryOpinion,
  DeliveryRatingView,
  rateDelivery,
  ratingView,
} from '../../../shared/logistics/promises/rating.ts';
import { boughtBy, shipments } from '../../../shared/logistics/store.ts';
import { orders } from '../../../shared/ordering/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Rates the delivery of a parcel that has arrived, once: how fast it was, how well it arrived, who brought it.',
  route: 'POST /v1/shipments/{shipmentId}/rating',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: DeliveryOpinion.extend({ shipmentId: id('shipment') }),
  answer: { 201: DeliveryRatingView },
  problems: ['not-found', 'illegal-step', 'already-rated'],
  touches: [shipments.need, orders.need, deliveryRatings.get, deliveryRatings.save, deliveryCounts.add],
  emits: [deliveryRated],
}, async ({ input: { shipmentId, ...opinion }, caller, now, commit }) => {
  const shipment = boughtBy(await shipments.need(shipmentId), caller.accountId);
  const [order, known] = await Promise.all([orders.need(shipment.orderId), deliveryRatings.get(shipmentId)]);
  const change = rateDelivery(known, shipment, order.state === 'completed', opinion, now);
  const counted = deliveryCounts.add(shipment, countsOfRating(change.after), now);
  return commit({ writes: [deliveryRatings.save(change), counted], answer: ratingView(change.after) });
});
