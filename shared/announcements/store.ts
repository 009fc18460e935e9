import { aggregate } from '../kernel/store/aggregate.ts';
import type { Announcement } from './announcement.ts';
import { announcementRow, type AnnouncementRow } from './views.ts';

export const announcements = aggregate<Announcement, AnnouncementRow>({
  name: 'announcement',
  prefix: 'ANNOUNCEMENT',
  indexes: { gsi1: ({ id, draftedAt }) => [allAnnouncements, `${draftedAt}#${id}`] },
  summary: announcementRow,
});
export const allAnnouncements = 'ANNOUNCEMENTS';
export const announcementList = announcements.list('announcements.all', 'gsi1', allAnnouncements);
