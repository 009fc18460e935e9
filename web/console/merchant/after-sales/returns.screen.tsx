import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/returns', {
  columns: ['requestedAt', 'title', 'quantity', 'wish', 'reason', 'dueAt', 'stars', 'orderId', 'id'],
  filters: ['state'],
  start: { state: 'return-requested' },
  open: 'GET /merchant/v1/returns/{returnId}',
  params: ({ id }) => ({ returnId: id }),
  create: ['POST /merchant/v1/return-scans'],
  commands: [
    command('POST /merchant/v1/returns/{returnId}/receipt', {
      when: ({ state }) => state === 'return-approved' || state === 'return-sent',
    }),
  ],
});
