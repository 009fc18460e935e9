import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/settlements/{date}/statements', {
  columns: ['statementId', 'merchantId', 'orders', 'paidOut', 'setOff', 'payoutId', 'issuedAt', 'totals'],
  chart: { kind: 'bar', x: 'merchantId', y: ['paidOut', 'setOff', 'totals.commission'] },
});
