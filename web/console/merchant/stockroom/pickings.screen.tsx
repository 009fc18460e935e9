import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/pickings', {
  columns: ['openedAt', 'warehouseId', 'state', 'left', 'short'],
  open: 'GET /merchant/v1/pickings/{pickingId}',
  create: ['POST /merchant/v1/pickings'],
});
