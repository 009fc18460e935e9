import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/late-shipments', {
  columns: ['plannedAt', 'merchantId', 'orderId', 'carrier', 'waybill', 'state', 'arrivedAt', 'lateHours'],
  filters: ['carrier', 'standing'],
  start: { carrier: 'swift', standing: 'under-way' },
  open: 'GET /operator/v1/shipments/{shipmentId}',
});
