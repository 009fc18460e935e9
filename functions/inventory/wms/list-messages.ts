import * as z from 'zod';
import { connections } from '../../../shared/inventory/wms/connection-store.ts';
import { ConnectionId, connectionOf } from '../../../shared/inventory/wms/connection.ts';
import { messages, messagesOf } from '../../../shared/inventory/wms/message-store.ts';
import { MessageView } from '../../../shared/inventory/wms/message.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what a warehouse system of the shop has told, newest first, and what became of it.',
  route: 'GET /v1/wms-connections/{connectionId}/messages',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ ...pageInput, connectionId: ConnectionId }),
  answer: { 200: page(MessageView) },
  problems: ['no-shop', 'not-found', 'invalid-cursor'],
  touches: [connections.need, messages.ofConnection],
}, async ({ input: { connectionId, ...request }, caller }) => {
  const { id } = connectionOf(await connections.need(connectionId), await shopOf(caller));
  return messages.ofConnection(messagesOf(id), { ...request, newestFirst: true });
});
