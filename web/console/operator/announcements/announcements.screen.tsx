import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/announcements', {
  columns: ['subject', 'state', 'category', 'draftedAt', 'sendAt'],
  open: 'GET /operator/v1/announcements/{announcementId}',
  create: ['POST /operator/v1/announcements'],
});
