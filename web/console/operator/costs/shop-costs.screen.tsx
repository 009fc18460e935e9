import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/shop-costs', {
  columns: ['merchantId', 'total', 'transport', 'packaging', 'storage', 'delivery'],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
  also: ['GET /operator/v1/merchants/{merchantId}/cost-sums'],
  chart: { kind: 'bar', x: 'merchantId', y: ['transport', 'packaging', 'storage', 'delivery'] },
});
