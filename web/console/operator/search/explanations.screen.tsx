import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/search/explanations', {
  columns: ['place', 'title', 'points', 'text', 'sales', 'rating', 'credit', 'stock', 'habits'],
  filters: ['q', 'listingId', 'categoryId', 'merchantId', 'tag'],
});
