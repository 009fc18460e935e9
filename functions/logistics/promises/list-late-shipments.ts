import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { lateOf, lateShipments } from '../../../shared/logistics/promises/promise-store.ts';
import { LateShipment, Standing } from '../../../shared/logistics/promises/promise.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the shop's shipments that did not arrive when they were to, by when that was.",
    route: 'GET /v1/late-shipments',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ ...pageInput, standing: Standing.default('under-way') }),
    answer: { 200: page(LateShipment) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [lateShipments.ofMerchant],
  },
  async ({ input: { standing, ...request }, caller }) =>
    lateShipments.ofMerchant(lateOf(await shopOf(caller), standing), request),
);
