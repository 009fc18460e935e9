import * as z from 'zod';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { deferredUntil, released, Shipment, withChanges } from '../../shared/notices/message.ts';
import { messages, noticePreferences } from '../../shared/notices/store.ts';
import { queueing, queueMessages } from '../../shared/notices/tell.ts';

export const { contract, handler } = deadline({
  summary:
    'Queues a message once the quiet hours of its receiver, or the wait after a soft bounce, are over, if it is still wanted.',
  payload: z.strictObject({ accountId: Shipment.shape.accountId, messageId: Shipment.shape.messageId }),
  touches: [messages.get, messages.change, noticePreferences.get, due.set, queueing],
}, async ({ payload: { accountId, messageId }, now, commit }) => {
  const [message, preferences] = await Promise.all([
    messages.get(accountId, messageId),
    noticePreferences.get(accountId),
  ]);
  if (!message) return;
  const changes = released(message, preferences, now);
  const after = withChanges(message, changes);
  const until = changes.length > 0 ? deferredUntil(after) : undefined;
  await commit({
    writes: [
      ...changes.map((change) => messages.change(message, change)),
      ...(until ? [due.set(until, 'notices/send-deferred', { accountId, messageId })] : []),
    ],
  });
  // Also what an earlier run has let go without getting to queue it.
  await queueMessages([after]);
});
