import * as z from 'zod';
import { wmsMessageReceived, wmsMessageUnread } from '../../../shared/inventory/events.ts';
import { speakerOf } from '../../../shared/inventory/wms/connection-store.ts';
import { ConnectionId } from '../../../shared/inventory/wms/connection.ts';
import { wmsKeys } from '../../../shared/inventory/wms/key-store.ts';
import { messages } from '../../../shared/inventory/wms/message-store.ts';
import { isKnown, messageId, receiveMessage } from '../../../shared/inventory/wms/message.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

/** Whatever is signed is taken, each number once; what nobody understands waits for a person. */
export const { contract, handler } = endpoint({
  summary: 'Takes in what an outside warehouse system tells, signed as Standard Webhooks has it.',
  route: 'POST /v1/hooks/wms/{connectionId}/{edition}/messages',
  audience: 'shop',
  callers: 'anyone',
  input: z.looseObject({ connectionId: ConnectionId, edition: z.coerce.number().int().min(1).max(100_000) }),
  answer: { 202: z.undefined() },
  problems: ['signature-invalid', 'conflict', 'idempotency-key-reused'],
  verify: wmsKeys.verify,
  touches: [wmsKeys.verify, speakerOf, messages.get, messages.save],
  emits: [wmsMessageReceived, wmsMessageUnread],
}, async ({ input: { connectionId, edition, ...content }, request, now, commit }) => {
  const connection = await speakerOf(connectionId, edition, now);
  const id = messageId(connectionId, request.header('webhook-id')!);
  if (isKnown(await messages.get(id), request.body)) return;
  const change = receiveMessage(id, connection, request.body, content, now);
  return commit({ writes: [messages.save(change)], answer: undefined });
});
