import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/product-mix', {
  charts: [{ of: 'breadth', kind: 'bar', x: 'categoryId', y: ['articles', 'unsold', 'units'] }],
});
