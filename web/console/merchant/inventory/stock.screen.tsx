import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/stock', {
  columns: ['title', 'specText', 'skuId', 'available', 'held', 'earmarked', 'sold', 'inTransit', 'returned', 'damaged'],
  open: 'GET /merchant/v1/skus/{skuId}/stock',
  also: ['GET /merchant/v1/skus/{skuId}/stock-movements'],
  commands: ['POST /merchant/v1/skus/{skuId}/stock-adjustments'],
  chart: { kind: 'bar', x: 'title', y: ['available', 'held'] },
});
