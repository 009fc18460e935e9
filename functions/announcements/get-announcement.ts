import * as z from 'zod';
import { AnnouncementId } from '../../shared/announcements/announcement.ts';
import { announcements } from '../../shared/announcements/store.ts';
import { announcementView, AnnouncementWithFigures } from '../../shared/announcements/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { announced } from '../../shared/notices/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows an announcement, and what has become of it: how many were told, and by which ways it has arrived.',
  route: 'GET /v1/announcements/{announcementId}',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  input: z.strictObject({ announcementId: AnnouncementId }),
  answer: { 200: AnnouncementWithFigures },
  problems: ['not-found'],
  touches: [announcements.need, announced.figures],
}, async ({ input: { announcementId } }) => {
  const [announcement, figures] = await Promise.all([
    announcements.need(announcementId),
    announced.figures(announcementId),
  ]);
  return { ...announcementView(announcement), figures };
});
