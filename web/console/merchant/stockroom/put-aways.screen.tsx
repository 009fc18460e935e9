import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/put-aways', {
  columns: ['openedAt', 'warehouseId', 'state'],
  open: 'GET /merchant/v1/put-aways/{putAwayId}',
  create: ['POST /merchant/v1/put-aways'],
});
