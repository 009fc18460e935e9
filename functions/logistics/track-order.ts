import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { deliveryRatings } from '../../shared/logistics/promises/promise-store.ts';
import { TrackingView, trackingOf, travelling } from '../../shared/logistics/shipment-view.ts';
import { boughtBy, shipmentsOf } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Shows the buyer how far each parcel of an order is and when it should arrive.',
    route: 'GET /v1/orders/{orderId}/tracking',
    audience: 'shop',
    callers: ['buyer'],
    input: z.strictObject({ orderId: id('order') }),
    answer: { 200: z.object({ items: z.array(TrackingView) }) },
    problems: ['not-found'],
    touches: [shipmentsOf, deliveryRatings.get],
  },
  async ({ input, caller }) => {
    const all = (await shipmentsOf(input.orderId)).map((shipment) => boughtBy(shipment, caller.accountId));
    const shown = travelling(all);
    const ratings = await Promise.all(shown.map(({ id: shipmentId }) => deliveryRatings.get(shipmentId)));
    return { items: shown.map((shipment, i) => trackingOf(shipment, ratings[i])) };
  },
);
