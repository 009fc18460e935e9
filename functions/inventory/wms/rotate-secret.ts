import * as z from 'zod';
import { connections } from '../../../shared/inventory/wms/connection-store.ts';
import {
  ConnectionId,
  connectionOf,
  connectionView,
  ConnectionView,
  rotateSecret,
} from '../../../shared/inventory/wms/connection.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Makes another secret for a warehouse system; the one before is good for a day yet.',
  route: 'POST /v1/wms-connections/{connectionId}/rotation',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({ connectionId: ConnectionId }),
  answer: { 200: ConnectionView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [connections.need, connections.save],
}, async ({ input: { connectionId }, caller, now, commit }) => {
  const connection = connectionOf(await connections.need(connectionId), await shopOf(caller));
  const change = rotateSecret(connection, now);
  return commit({ writes: [connections.save(change)], answer: connectionView(change.after) });
});
