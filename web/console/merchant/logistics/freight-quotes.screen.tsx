import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/freight-quotes', {
  columns: ['requestedAt', 'skuId', 'quantity', 'destination', 'state', 'amount', 'expiresAt'],
  params: ({ id }) => ({ quoteId: id }),
  commands: [
    command('POST /merchant/v1/freight-quotes/{quoteId}/answer', {
      when: ({ state }) => state === 'requested',
      key: 'a',
    }),
    command('POST /merchant/v1/freight-quotes/{quoteId}/decline', {
      when: ({ state }) => state === 'requested',
      danger: true,
      key: 'r',
    }),
  ],
});
