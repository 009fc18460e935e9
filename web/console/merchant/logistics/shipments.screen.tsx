import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/shipments', {
  columns: ['priority', 'openedAt', 'orderId', 'state', 'carrier', 'waybill', 'trouble', 'heardAt'],
  filters: ['state'],
  start: { state: 'booked' },
  open: 'GET /merchant/v1/shipments/{shipmentId}',
  commands: [
    command('POST /merchant/v1/shipments/{shipmentId}/hand-over', {
      when: ({ state }) => state === 'booked',
      key: 'a',
    }),
  ],
});
