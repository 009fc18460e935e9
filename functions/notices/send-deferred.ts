import * as z from 'zod';
import { deadline } from '../../shared/kernel/deadline.ts';
import { Shipment, waysDue, waysIn } from '../../shared/notices/message.ts';
import { messages } from '../../shared/notices/store.ts';
import { queueing, queueMessages } from '../../shared/notices/tell.ts';

export const { contract, handler } = deadline({
  summary: 'Queues a message once the quiet hours of its receiver, or the wait after a soft bounce, are over.',
  payload: z.strictObject({ accountId: Shipment.shape.accountId, messageId: Shipment.shape.messageId }),
  touches: [messages.get, messages.change, queueing],
}, async ({ payload: { accountId, messageId }, now, commit }) => {
  const message = await messages.get(accountId, messageId);
  if (!message) return;
  const due = waysDue(message, now);
  const waiting = waysIn(message, 'deferred').filter((channel) => due.includes(channel));
  await commit({
    writes: waiting.map((channel) => messages.change({ accountId, messageId, channel }, 'requeue', { at: now })),
  });
  // Also what an earlier run has let go without getting to queue it.
  const ways = due.map((channel) => [channel, { ...message.ways[channel]!, state: 'queued' as const }]);
  await queueMessages([{ ...message, ways: Object.fromEntries(ways) }]);
});
