import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/replenishment', {
  columns: ['title', 'kind', 'quantity', 'available', 'since', 'skuId'],
  open: 'GET /merchant/v1/skus/{skuId}/forecast',
  chart: { kind: 'bar', x: 'title', y: ['quantity', 'available'] },
});
