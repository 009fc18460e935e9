import { command, detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/stock-takes/{stockTakeId}', {
  commands: [
    command('POST /merchant/v1/stock-takes/{stockTakeId}/counts', {
      when: ({ state }) => state === 'counting',
      start: ({ lines }) => ({ counts: lines.map(({ skuId, counted = 0 }) => ({ skuId, counted })) }),
    }),
    command('POST /merchant/v1/stock-takes/{stockTakeId}/withdrawal', {
      when: ({ state }) => state === 'counting',
      danger: true,
    }),
  ],
});
