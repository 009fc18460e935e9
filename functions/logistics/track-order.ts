import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { TrackingView, trackingOf } from '../../shared/logistics/shipment-view.ts';
import { shipmentOf } from '../../shared/logistics/shipment.ts';
import { boughtBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Shows the buyer how far the parcel is and when it should arrive.',
    route: 'GET /v1/orders/{orderId}/tracking',
    audience: 'shop',
    callers: ['buyer'],
    input: z.strictObject({ orderId: id('order') }),
    answer: { 200: TrackingView },
    problems: ['not-found'],
    touches: [shipments.need],
  },
  async ({ input, caller }) => trackingOf(boughtBy(await shipments.need(shipmentOf(input.orderId)), caller.accountId)),
);
