import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/stock-turnover', {
  columns: ['title', 'available', 'sold', 'turnover', 'daysOfCover', 'averageAge', 'oldestAge', 'skuId'],
  open: 'GET /merchant/v1/skus/{skuId}/forecast',
  chart: { kind: 'bar', x: 'title', y: ['averageAge', 'daysOfCover'] },
});
