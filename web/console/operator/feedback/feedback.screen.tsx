import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/feedback/{feedbackId}', {
  commands: [
    command('POST /operator/v1/feedback/{feedbackId}/closing', { when: ({ state }) => state === 'open', key: 'a' }),
  ],
});
