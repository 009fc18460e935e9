import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/stock-takes', {
  columns: ['openedAt', 'warehouseId', 'state', 'lines'],
  open: 'GET /merchant/v1/stock-takes/{stockTakeId}',
  create: ['POST /merchant/v1/stock-takes'],
});
