import * as z from 'zod';
import { AnnouncementId, begin, isAt, walkedTo } from '../../shared/announcements/announcement.ts';
import { announcementBegun, announcementSent } from '../../shared/announcements/events.ts';
import { tellPageQueue } from '../../shared/announcements/messages.ts';
import { ahead, readList, walking } from '../../shared/announcements/people.ts';
import { pause } from '../../shared/announcements/policy.ts';
import { announcementPace } from '../../shared/announcements/rulebooks.ts';
import { announcements } from '../../shared/announcements/store.ts';
import { onward } from '../../shared/announcements/walk.ts';
import { changed } from '../../shared/kernel/store/change.ts';
import { after } from '../../shared/kernel/values/clock.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { due } from '../../shared/kernel/store/due.ts';

export const { contract, handler } = deadline({
  summary: "Hands a minute's share of an announcement's audience over to those who tell people, page by page.",
  payload: z.strictObject({ announcementId: AnnouncementId, version: z.int() }),
  touches: [
    announcements.need,
    announcements.save,
    announcementPace.current,
    walking,
    tellPageQueue,
    due.set,
  ],
  emits: [announcementBegun, announcementSent],
  timeout: 120_000,
}, async ({ payload: { announcementId, version }, now, commit }) => {
  const [announcement, { perMinute }] = await Promise.all([
    announcements.need(announcementId),
    announcementPace.current(now),
  ]);
  if (!isAt(announcement, version)) return;
  const change = announcement.state === 'scheduled'
    ? begin(announcement, ahead(announcement.audience), now)
    : changed(announcement, {});
  const { pages, walk } = await onward(change.after.walk!, perMinute, readList);
  // Before it is known that they were: whoever is handed over twice is told once.
  await tellPageQueue(
    pages.map((ids) => ({ key: `${announcementId} ${ids[0]}`, message: { announcementId, ids } })),
  );
  const next = walkedTo(change, walk, now);
  await commit({
    writes: [
      announcements.save(next),
      ...(next.after.state === 'sending'
        ? [due.set(after(now, pause), 'announcements/tell-audience', { announcementId, version: next.after.version })]
        : []),
    ],
  });
});
