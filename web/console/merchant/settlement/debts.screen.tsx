import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/debts', {
  columns: ['since', 'orderId', 'amount', 'outstanding', 'state'],
});
