import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/statements', {
  columns: ['date', 'statementId', 'orders', 'currency', 'totals', 'payoutId', 'issuedAt'],
  open: 'GET /merchant/v1/statements/{statementId}',
});
