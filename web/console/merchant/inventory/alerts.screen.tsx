import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/stock-alerts', {
  columns: ['since', 'skuId', 'kind', 'available', 'low', 'over'],
  open: 'GET /merchant/v1/skus/{skuId}/stock',
});
