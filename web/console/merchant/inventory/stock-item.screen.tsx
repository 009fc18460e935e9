import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/skus/{skuId}/stock', {
  commands: ['POST /merchant/v1/skus/{skuId}/stock-adjustments', 'POST /merchant/v1/skus/{skuId}/stock-conditions'],
  related: ['GET /merchant/v1/skus/{skuId}/stock-movements'],
});
