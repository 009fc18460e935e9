import * as z from 'zod';
import { sender } from '../kernel/doors/job.ts';
import { AnnouncementId } from './announcement.ts';
import { pageSize } from './policy.ts';

/** Some of the people of an announcement's audience: ids of accounts, or of shops. */
export const TellPage = z.strictObject({
  announcementId: AnnouncementId,
  ids: z.array(z.string()).min(1).max(pageSize),
});

export const tellPageQueue = sender('house', 'announcements/tell-page', TellPage);
