import { command, detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/orders/{orderId}/shipment', {
  commands: [
    command('POST /merchant/v1/orders/{orderId}/shipment/hand-over', {
      when: ({ state }) => state === 'booked',
      key: 'a',
    }),
    'POST /merchant/v1/orders/{orderId}/shipment/own-carrier',
    'POST /merchant/v1/orders/{orderId}/shipment/marks',
    command('POST /merchant/v1/orders/{orderId}/shipment/retry', { when: ({ trouble }) => trouble !== undefined }),
  ],
});
