import * as z from 'zod';
import { ConnectionId } from '../../../shared/inventory/wms/connection.ts';
import { messages, unreadOf } from '../../../shared/inventory/wms/message-store.ts';
import { MessageView } from '../../../shared/inventory/wms/message.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Lists what a warehouse system has told and nothing could be done with, newest first.',
    route: 'GET /v1/wms-connections/{connectionId}/unread-messages',
    audience: 'operator',
    callers: ['operator', 'support', 'admin'],
    input: z.strictObject({ ...pageInput, connectionId: ConnectionId }),
    answer: { 200: page(MessageView) },
    problems: ['invalid-cursor'],
    touches: [messages.unread],
  },
  async ({ input: { connectionId, ...request } }) =>
    messages.unread(unreadOf(connectionId), { ...request, newestFirst: true }),
);
