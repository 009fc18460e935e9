import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/orders', {
  columns: ['priority', 'placedAt', 'id', 'title', 'lines', 'state', 'payable', 'stoppedBy', 'overdue'],
  filters: ['state'],
  start: { state: 'awaiting-acceptance' },
  open: 'GET /merchant/v1/orders/{orderId}',
  params: ({ id }) => ({ orderId: id }),
  commands: [
    command('POST /merchant/v1/orders/{orderId}/accept', {
      when: ({ state }) => state === 'awaiting-acceptance',
      key: 'a',
    }),
    command('POST /merchant/v1/orders/{orderId}/refuse', {
      when: ({ state }) => state === 'awaiting-acceptance',
      danger: true,
      key: 'r',
    }),
  ],
});
