import * as z from 'zod';
import { allAnnouncements, announcementList } from '../../shared/announcements/store.ts';
import { AnnouncementRow } from '../../shared/announcements/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists announcements, drafted last first.',
  route: 'GET /v1/announcements',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: page(AnnouncementRow) },
  problems: ['invalid-cursor'],
  touches: [announcementList],
}, ({ input }) => announcementList(allAnnouncements, { ...input, newestFirst: true }));
