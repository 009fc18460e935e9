import { edit } from '../../kit/screen.ts';

export default edit('PUT /operator/v1/announcements/{announcementId}', {
  from: 'GET /operator/v1/announcements/{announcementId}',
});
