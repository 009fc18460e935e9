import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { ShipmentSummary } from '../../shared/logistics/shipment-view.ts';
import { ShipmentState } from '../../shared/logistics/shipment.ts';
import { shipments, shipmentsOfMerchant } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint(
  {
    summary:
      "Lists the shop's shipments in one state, those with priority first, then the oldest: those that are booked wait to be handed over.",
    route: 'GET /v1/shipments',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ ...pageInput, state: ShipmentState }),
    answer: { 200: page(ShipmentSummary) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [shipments.ofMerchant],
  },
  async ({ input: { state, ...request }, caller }) =>
    shipments.ofMerchant(shipmentsOfMerchant(await shopOf(caller), state), request),
);
