import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/return-figures', {
  columns: ['categoryId', 'reason', 'requests', 'granted', 'refused', 'rated', 'rating'],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
  chart: { kind: 'bar', x: 'reason', y: ['requests'] },
});
