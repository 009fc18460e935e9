import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/production', {
  columns: ['shipsBy', 'orderId', 'title', 'state', 'finished', 'lines'],
  open: 'GET /merchant/v1/orders/{orderId}',
  params: ({ orderId }) => ({ orderId }),
});
