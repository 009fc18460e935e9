import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/invoice-requests', {
  columns: ['requestedAt', 'kind', 'byShop', 'dueAt', 'escalatedAt', 'orderId', 'id'],
  filters: ['state'],
  start: { state: 'invoice-expected' },
  open: 'GET /merchant/v1/invoice-requests/{requestId}',
  params: ({ id }) => ({ requestId: id }),
  commands: [
    command('POST /merchant/v1/invoice-requests/{requestId}/issue', {
      when: ({ state }) => state === 'invoice-expected',
    }),
  ],
});
