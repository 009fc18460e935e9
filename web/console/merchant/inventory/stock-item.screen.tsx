import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/skus/{skuId}/stock', {
  commands: [
    'POST /merchant/v1/skus/{skuId}/stock-adjustments',
    'POST /merchant/v1/skus/{skuId}/stock-conditions',
    'POST /merchant/v1/skus/{skuId}/bin-moves',
    'PUT /merchant/v1/skus/{skuId}/stock-threshold',
    'PUT /merchant/v1/skus/{skuId}/stock-buckets',
  ],
  related: ['GET /merchant/v1/skus/{skuId}/stock-movements'],
});
