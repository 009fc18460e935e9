import { create } from '../../kit/screen.ts';

export default create('POST /operator/v1/announcements', {
  then: 'GET /operator/v1/announcements/{announcementId}',
});
