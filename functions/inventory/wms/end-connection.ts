import * as z from 'zod';
import { connections } from '../../../shared/inventory/wms/connection-store.ts';
import {
  ConnectionId,
  connectionOf,
  connectionView,
  ConnectionView,
  endConnection,
} from '../../../shared/inventory/wms/connection.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Ends a connection: nothing that the system says is taken in from now on.',
  route: 'POST /v1/wms-connections/{connectionId}/end',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({ connectionId: ConnectionId }),
  answer: { 200: ConnectionView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [connections.need, connections.save],
}, async ({ input: { connectionId }, caller, commit }) => {
  const connection = connectionOf(await connections.need(connectionId), await shopOf(caller));
  const change = endConnection(connection);
  return commit({ writes: [connections.save(change)], answer: connectionView(change.after) });
});
