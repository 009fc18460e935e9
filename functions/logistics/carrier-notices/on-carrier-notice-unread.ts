import { gather } from '../../../shared/kernel/policy/pile.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { carrierNoticeUnread } from '../../../shared/logistics/events.ts';
import { pileOf } from '../../../shared/logistics/notice-pile.ts';
import { noticePiles } from '../../../shared/logistics/store.ts';

export const { contract, handler } = subscriber({
  summary: "Brings a carrier's notice before a person that nothing could be done with, together with others like it.",
  on: carrierNoticeUnread,
  // All of a flood meet on one pile: more at a time would only wait for each other.
  concurrency: 2,
  touches: [noticePiles.get, noticePiles.save],
}, async ({ event: { data: { carrier, reason, noticeId: latestNoticeId, at } }, commit }) => {
  const id = pileOf(carrier, reason);
  const pile = await noticePiles.get(id);
  await commit({ writes: [noticePiles.save(gather(pile, { id, carrier, reason, latestNoticeId }, at))] });
});
