import * as z from 'zod';
import { connections, connectionsOf } from '../../../shared/inventory/wms/connection-store.ts';
import { ConnectionView } from '../../../shared/inventory/wms/connection.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Lists the outside warehouse systems that speak for warehouses of the shop, or did.',
    route: 'GET /v1/wms-connections',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject(pageInput),
    answer: { 200: page(ConnectionView) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [connections.ofMerchant],
  },
  async ({ input, caller }) =>
    connections.ofMerchant(connectionsOf(await shopOf(caller)), { ...input, newestFirst: true }),
);
