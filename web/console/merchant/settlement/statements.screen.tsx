import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/statements', {
  columns: ['date', 'statementId', 'orders', 'currency', 'totals', 'payoutId', 'issuedAt'],
  chart: { kind: 'bar', x: 'date', y: ['totals.net', 'totals.commission'] },
  open: 'GET /merchant/v1/statements/{statementId}',
});
