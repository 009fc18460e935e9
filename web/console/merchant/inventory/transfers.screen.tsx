import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/transfers', {
  columns: ['dispatchedAt', 'from', 'to', 'state', 'receivedAt'],
  open: 'GET /merchant/v1/transfers/{transferId}',
  create: ['POST /merchant/v1/transfers'],
});
