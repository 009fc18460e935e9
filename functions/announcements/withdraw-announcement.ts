import * as z from 'zod';
import { AnnouncementId, withdraw } from '../../shared/announcements/announcement.ts';
import { announcementWithdrawn } from '../../shared/announcements/events.ts';
import { announcements } from '../../shared/announcements/store.ts';
import { announcementView, AnnouncementView } from '../../shared/announcements/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { announced } from '../../shared/notices/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Takes an announcement back: nobody else is told, what still waits is not sent, and inboxes say that it was withdrawn.',
  route: 'POST /v1/announcements/{announcementId}/withdraw',
  audience: 'operator',
  callers: ['operator', 'admin'],
  idempotent: true,
  audited: { reason: 'reason' },
  input: z.strictObject({ announcementId: AnnouncementId, reason: prose(500, 3) }),
  answer: { 200: AnnouncementView },
  problems: ['not-found', 'illegal-step'],
  touches: [announcements.need, announcements.save, announced.recall],
  emits: [announcementWithdrawn],
}, async ({ input: { announcementId, reason }, caller, now, commit }) => {
  const change = withdraw(await announcements.need(announcementId), caller.accountId, reason, now);
  return commit({
    writes: [announcements.save(change), announced.recall(announcementId, now)],
    answer: announcementView(change.after),
  });
});
