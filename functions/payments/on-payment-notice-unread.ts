import { gather } from '../../shared/kernel/policy/pile.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { paymentNoticeUnread } from '../../shared/payments/events.ts';
import { unreadPiles } from '../../shared/payments/store.ts';

export const { contract, handler } = subscriber({
  summary: "Brings a provider's notice before a person that nobody here understands, together with others like it.",
  on: paymentNoticeUnread,
  // All of a flood meet on one pile: more at a time would only wait for each other.
  concurrency: 2,
  touches: [unreadPiles.get, unreadPiles.save],
}, async ({ event: { data: { provider: id, noticeId: latestNoticeId, told, at } }, commit }) => {
  const pile = await unreadPiles.get(id);
  await commit({ writes: [unreadPiles.save(gather(pile, { id, latestNoticeId, told }, at))] });
});
