import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/payments/{paymentId}', {
  commands: [
    command('POST /operator/v1/payments/{paymentId}/refunds', {
      when: ({ state }) => state === 'captured',
      start: ({ orders }) => ({ orderId: orders[0]?.orderId, amount: orders[0]?.amount }),
      danger: true,
    }),
    'POST /operator/v1/payments/{paymentId}/look-up',
  ],
});
