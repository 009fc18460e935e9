import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/skus/{skuId}/demand', {
  columns: ['date', 'units', 'foretold'],
  chart: { kind: 'line', x: 'date', y: ['units', 'foretold'] },
});
