import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/stock-takes/{stockTakeId}', {
  commands: [
    command('POST /operator/v1/stock-takes/{stockTakeId}/approval', {
      when: ({ state }) => state === 'awaiting-approval',
      key: 'a',
    }),
    command('POST /operator/v1/stock-takes/{stockTakeId}/refusal', {
      when: ({ state }) => state === 'awaiting-approval',
      danger: true,
      key: 'r',
    }),
  ],
});
