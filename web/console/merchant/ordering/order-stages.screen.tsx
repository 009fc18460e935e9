import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/order-stages', {
  columns: ['stage', 'reached', 'lost', 'lostShare', 'meanHours', 'nineInTenHours'],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
  chart: { kind: 'bar', x: 'stage', y: ['meanHours', 'nineInTenHours'] },
});
