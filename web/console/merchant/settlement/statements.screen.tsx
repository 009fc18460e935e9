import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/statements', {
  columns: ['date', 'statementId', 'orders', 'totals', 'setOff', 'paidOut', 'payoutId', 'issuedAt'],
  chart: { kind: 'bar', x: 'date', y: ['paidOut', 'setOff', 'totals.commission'] },
  open: 'GET /merchant/v1/statements/{statementId}',
});
