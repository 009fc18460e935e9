import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/skus/{skuId}/stock-movements', {
  columns: ['at', 'kind', 'quantity', 'reason'],
});
