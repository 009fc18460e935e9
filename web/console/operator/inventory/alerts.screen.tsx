import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/stock-alerts', {
  columns: ['since', 'merchantId', 'skuId', 'kind', 'available', 'low', 'over'],
  filters: ['kind'],
  start: { kind: 'low' },
});
