import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/carrier-notices/{noticeId}', {
  commands: [command('POST /operator/v1/carrier-notices/{noticeId}/record', { when: ({ recorded }) => !recorded })],
});
