import * as z from 'zod';
import { connections } from '../../../shared/inventory/wms/connection-store.ts';
import { ConnectionId, connectionOf, isShown } from '../../../shared/inventory/wms/connection.ts';
import { wmsKeys } from '../../../shared/inventory/wms/key-store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

/** A read, so that no answer with the secret in it is remembered for a repeated key. */
export const { contract, handler } = endpoint({
  summary:
    'Shows the secret with which a warehouse system signs, for a quarter of an hour after it was made, and its address.',
  route: 'GET /v1/wms-connections/{connectionId}/secret',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ connectionId: ConnectionId }),
  answer: {
    200: z.object({
      secret: z.string().meta({ description: 'As Standard Webhooks writes one' }),
      address: z.string().meta({ description: 'Where messages go, below the address of the API' }),
    }),
  },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [connections.need, wmsKeys.secretOf],
}, async ({ input: { connectionId }, caller, now }) => {
  const connection = connectionOf(await connections.need(connectionId), await shopOf(caller));
  if (!isShown(connection, now)) throw new Problem('illegal-step', 'It is not shown any more: make another');
  const { edition } = connection;
  return {
    secret: wmsKeys.secretOf(connectionId, edition),
    address: `/shop/v1/hooks/wms/${connectionId}/${edition}/messages`,
  };
});
