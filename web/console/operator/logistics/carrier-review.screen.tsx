import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/carrier-reviews/{reviewId}', {
  commands: [
    command('POST /operator/v1/carrier-reviews/{reviewId}/judgement', {
      when: ({ state }) => state === 'open',
      key: 'a',
    }),
  ],
});
