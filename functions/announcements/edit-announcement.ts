import * as z from 'zod';
import { AnnouncementId, content, edit } from '../../shared/announcements/announcement.ts';
import { announcementEdited } from '../../shared/announcements/events.ts';
import { announcements } from '../../shared/announcements/store.ts';
import { announcementView, AnnouncementView } from '../../shared/announcements/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Writes a draft of an announcement anew.',
  route: 'PUT /v1/announcements/{announcementId}',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: true,
  input: z.strictObject({ announcementId: AnnouncementId, ...content }),
  answer: { 200: AnnouncementView },
  problems: ['not-found', 'illegal-step'],
  touches: [announcements.need, announcements.save],
  emits: [announcementEdited],
}, async ({ input: { announcementId, ...said }, caller, now, commit }) => {
  const change = edit(await announcements.need(announcementId), said, caller.accountId, now);
  return commit({ writes: [announcements.save(change)], answer: announcementView(change.after) });
});
