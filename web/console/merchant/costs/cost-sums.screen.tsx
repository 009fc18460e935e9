import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/cost-sums', {
  columns: ['group', 'kind', 'carrier', 'lane', 'amount', 'entries', 'parcels'],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
  chart: { kind: 'bar', x: 'kind', y: ['amount'] },
});
