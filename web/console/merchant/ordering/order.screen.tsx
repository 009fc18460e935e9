import { command, detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/orders/{orderId}', {
  commands: [
    command('POST /merchant/v1/orders/{orderId}/accept', {
      when: ({ state }) => state === 'awaiting-acceptance',
      key: 'a',
    }),
    command('POST /merchant/v1/orders/{orderId}/refuse', {
      when: ({ state }) => state === 'awaiting-acceptance' || state === 'awaiting-shipment',
      danger: true,
      key: 'r',
    }),
    command('POST /merchant/v1/orders/{orderId}/refunds', {
      when: ({ paidAt, state }) => paidAt !== undefined && state !== 'completed' && state !== 'cancelled',
      start: ({ payable }) => ({ amount: payable }),
      danger: true,
    }),
  ],
  related: ['GET /merchant/v1/orders/{orderId}/shipment'],
});
