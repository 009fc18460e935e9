import { tellingOf } from '../../shared/announcements/announcement.ts';
import { TellPage } from '../../shared/announcements/messages.ts';
import { finding, peopleIn } from '../../shared/announcements/people.ts';
import { announcements } from '../../shared/announcements/store.ts';
import { job } from '../../shared/kernel/doors/job.ts';
import { tell, telling } from '../../shared/notices/public.ts';

export const { contract, handler } = job({
  summary: "Tells a page of an announcement's audience, each in their language and by the ways that they have chosen.",
  queue: 'house',
  message: TellPage,
  touches: [announcements.need, finding, telling],
}, async ({ message: { announcementId, ids }, now }) => {
  // No commit of its own: each message is written once, under an id that says what it is about and for whom.
  const announcement = await announcements.need(announcementId);
  if (announcement.state === 'withdrawn') return;
  await tell(tellingOf(announcement), await peopleIn(announcement.audience, ids), now);
});
