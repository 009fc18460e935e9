import { command, detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/transfers/{transferId}', {
  commands: [
    command('POST /merchant/v1/transfers/{transferId}/receipt', {
      when: ({ state }) => state === 'in-transit',
      start: ({ lines }) => ({ lines: lines.map(({ skuId, sent }) => ({ skuId, good: sent, damaged: 0 })) }),
    }),
  ],
});
