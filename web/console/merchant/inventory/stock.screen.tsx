import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/stock', {
  columns: ['skuId', 'available', 'held', 'sold'],
  open: 'GET /merchant/v1/skus/{skuId}/stock-movements',
  commands: ['POST /merchant/v1/skus/{skuId}/stock-adjustments'],
  chart: { kind: 'bar', x: 'skuId', y: ['available', 'held'] },
});
