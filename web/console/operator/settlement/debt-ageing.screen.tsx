import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/debts/ageing', {
  columns: ['merchantId', 'debts', 'upTo30', 'upTo60', 'upTo90', 'over90', 'total'],
  chart: { kind: 'bar', x: 'merchantId', y: ['upTo30', 'upTo60', 'upTo90', 'over90'] },
});
