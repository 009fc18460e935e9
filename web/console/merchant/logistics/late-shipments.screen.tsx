import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/late-shipments', {
  columns: ['plannedAt', 'orderId', 'carrier', 'waybill', 'state', 'arrivedAt', 'lateHours'],
  filters: ['standing'],
  start: { standing: 'under-way' },
  open: 'GET /merchant/v1/shipments/{shipmentId}',
});
