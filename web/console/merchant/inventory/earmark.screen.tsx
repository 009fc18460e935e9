import { command, detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/earmarks/{earmarkId}', {
  commands: [command('POST /merchant/v1/earmarks/{earmarkId}/end', { when: ({ state }) => state === 'set-aside' })],
});
