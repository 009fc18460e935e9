import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/delivery-ratings', {
  columns: ['ratedAt', 'orderId', 'carrier', 'speed', 'condition', 'courier', 'comment'],
  open: 'GET /merchant/v1/shipments/{shipmentId}',
});
