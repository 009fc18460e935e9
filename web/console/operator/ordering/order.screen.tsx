import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/orders/{orderId}', {
  commands: [
    command('POST /operator/v1/orders/{orderId}/close', {
      when: ({ state }) => state !== 'completed' && state !== 'cancelled',
      danger: true,
    }),
    command('POST /operator/v1/orders/{orderId}/uphold-delivery', {
      when: ({ state, overdue }) => state === 'shipped' && overdue?.stage === 'delivery',
    }),
  ],
  related: ['GET /operator/v1/orders/{orderId}/log', 'GET /operator/v1/ledger/orders/{orderId}/entries'],
});
