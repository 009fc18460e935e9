import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/delivery-ratings', {
  columns: ['ratedAt', 'merchantId', 'orderId', 'carrier', 'speed', 'condition', 'courier', 'comment'],
  filters: ['carrier'],
  start: { carrier: 'swift' },
  open: 'GET /operator/v1/shipments/{shipmentId}',
});
