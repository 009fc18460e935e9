import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/returns', {
  columns: ['requestedAt', 'title', 'quantity', 'wish', 'reason', 'dueAt', 'orderId', 'id'],
  filters: ['state'],
  start: { state: 'return-requested' },
  open: 'GET /merchant/v1/returns/{returnId}',
  params: ({ id }) => ({ returnId: id }),
  commands: [
    command('POST /merchant/v1/returns/{returnId}/receipt', {
      when: ({ state }) => state === 'return-approved' || state === 'return-sent',
    }),
  ],
});
