import { wmsMessageUnread } from '../../../shared/inventory/events.ts';
import { piles } from '../../../shared/inventory/wms/message-store.ts';
import { gather } from '../../../shared/kernel/policy/pile.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';

export const { contract, handler } = subscriber({
  summary:
    'Brings before a person what a warehouse system has told and nothing could be done with, all of it together.',
  on: wmsMessageUnread,
  // All of a flood meet on one pile: more at a time would only wait for each other.
  concurrency: 2,
  touches: [piles.get, piles.save],
}, async ({ event: { data: { connectionId: id, merchantId, messageId, reason, at } }, commit }) => {
  const pile = await piles.get(id);
  const newest = { id, merchantId, latestMessageId: messageId, latestReason: reason };
  await commit({ writes: [piles.save(gather(pile, newest, at))] });
});
