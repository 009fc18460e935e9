import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/announcements/{announcementId}', {
  commands: [
    command('POST /operator/v1/announcements/{announcementId}/send', { when: ({ state }) => state === 'draft' }),
    command('PUT /operator/v1/announcements/{announcementId}', { when: ({ state }) => state === 'draft' }),
    command('POST /operator/v1/announcements/{announcementId}/withdraw', {
      when: ({ state }) => state === 'scheduled' || state === 'sending' || state === 'sent',
      danger: true,
    }),
  ],
  related: ['GET /operator/v1/announcements/{announcementId}/preview'],
});
