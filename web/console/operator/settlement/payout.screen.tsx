import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/payouts/{payoutId}', {
  commands: [
    command('POST /operator/v1/payouts/{payoutId}/replace', {
      when: ({ state }) => state === 'failed' || state === 'returned',
      danger: true,
    }),
  ],
});
