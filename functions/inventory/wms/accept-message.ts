import * as z from 'zod';
import { availabilityCounted, deviceAlarmed, transferReceived } from '../../../shared/inventory/events.ts';
import { apply } from '../../../shared/inventory/wms/applying-store.ts';
import { connections } from '../../../shared/inventory/wms/connection-store.ts';
import { messages, piles } from '../../../shared/inventory/wms/message-store.ts';
import { acceptable, applied, MessageId, MessageView, messageView } from '../../../shared/inventory/wms/message.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { seenToOne } from '../../../shared/kernel/policy/pile.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { shipmentPacked } from '../../../shared/logistics/events.ts';

export const { contract, handler } = endpoint({
  summary: 'Lets what a warehouse system told take effect after all, however much it differs, with the reason.',
  route: 'POST /v1/wms-messages/{messageId}/acceptance',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ messageId: MessageId, reason: prose(500, 3) }),
  answer: { 200: MessageView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [messages.need, messages.save, connections.need, piles.need, piles.save, apply],
  emits: [availabilityCounted, deviceAlarmed, transferReceived, shipmentPacked],
}, async ({ input: { messageId }, now, commit }) => {
  const message = await messages.need(messageId);
  const news = acceptable(message);
  const [connection, pile] = await Promise.all([
    connections.need(message.connectionId),
    piles.need(message.connectionId),
  ]);
  const outcome = await apply(news, { connection, messageId, tolerance: undefined, now });
  if ('reason' in outcome) throw new Problem('illegal-step', outcome.detail);
  const change = applied(message, outcome.state);
  return commit({
    writes: [messages.save(change), piles.save(seenToOne(pile, message.receivedAt)), outcome.writes],
    answer: messageView(change.after),
  });
});
