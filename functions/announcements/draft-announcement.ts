import * as z from 'zod';
import { content, draft } from '../../shared/announcements/announcement.ts';
import { announcementDrafted } from '../../shared/announcements/events.ts';
import { announcements } from '../../shared/announcements/store.ts';
import { announcementView, AnnouncementView } from '../../shared/announcements/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Drafts an announcement in both languages: to whom, by which ways. Nobody is told yet.',
  route: 'POST /v1/announcements',
  audience: 'operator',
  callers: ['operator', 'admin'],
  idempotent: true,
  audited: true,
  input: z.strictObject(content),
  answer: { 201: AnnouncementView },
  touches: [announcements.save],
  emits: [announcementDrafted],
}, async ({ input, caller, now, newId, commit }) => {
  const change = draft(newId('announcement'), input, caller.accountId, now);
  return commit({ writes: [announcements.save(change)], answer: announcementView(change.after) });
});
