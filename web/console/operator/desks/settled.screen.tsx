import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/desks/{desk}/settled', {
  columns: ['shows', 'since', 'waitedSeconds', 'breached', 'settledAt', 'settledBy'],
  open: 'GET /operator/v1/desks/{desk}/items/{itemId}',
});
