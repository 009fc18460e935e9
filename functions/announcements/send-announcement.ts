import * as z from 'zod';
import { AnnouncementId, scheduleFor } from '../../shared/announcements/announcement.ts';
import { announcementScheduled } from '../../shared/announcements/events.ts';
import { announcements } from '../../shared/announcements/store.ts';
import { announcementView, AnnouncementView } from '../../shared/announcements/views.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Has an announcement sent: within a minute, or from a given time on.',
  route: 'POST /v1/announcements/{announcementId}/send',
  audience: 'operator',
  callers: ['operator', 'admin'],
  idempotent: true,
  audited: true,
  input: z.strictObject({ announcementId: AnnouncementId, sendAt: Instant.optional() }),
  answer: { 200: AnnouncementView },
  problems: ['not-found', 'illegal-step', 'begins-too-early'],
  touches: [announcements.need, announcements.save, due.set],
  emits: [announcementScheduled],
}, async ({ input: { announcementId, sendAt }, caller, now, commit }) => {
  const announcement = await announcements.need(announcementId);
  const change = scheduleFor(announcement, await caller.account, sendAt, now);
  const { version } = change.after;
  return commit({
    writes: [
      announcements.save(change),
      due.set(change.after.sendAt ?? now, 'announcements/tell-audience', { announcementId, version }),
    ],
    answer: announcementView(change.after),
  });
});
