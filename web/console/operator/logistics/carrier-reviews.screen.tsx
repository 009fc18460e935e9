import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/carrier-reviews', {
  columns: ['month', 'carrier', 'state', 'findings', 'outcome', 'note', 'billed', 'overcharged'],
  filters: ['carrier'],
  start: { carrier: 'swift' },
  open: 'GET /operator/v1/carrier-reviews/{reviewId}',
});
