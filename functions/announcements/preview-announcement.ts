import * as z from 'zod';
import { AnnouncementId } from '../../shared/announcements/announcement.ts';
import { announcements } from '../../shared/announcements/store.ts';
import { AnnouncementPreview, previewOf } from '../../shared/announcements/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { sites } from '../../shared/notices/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows an announcement as people will see it, in each language and by each way that it takes.',
  route: 'GET /v1/announcements/{announcementId}/preview',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  input: z.strictObject({ announcementId: AnnouncementId }),
  answer: { 200: AnnouncementPreview },
  problems: ['not-found'],
  touches: [announcements.need, sites],
}, async ({ input }) => previewOf(await announcements.need(input.announcementId), sites()));
