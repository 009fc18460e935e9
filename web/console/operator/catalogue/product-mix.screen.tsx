import { detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/merchants/{merchantId}/product-mix', {
  charts: [{ of: 'breadth', kind: 'bar', x: 'categoryId', y: ['articles', 'unsold', 'units'] }],
});
