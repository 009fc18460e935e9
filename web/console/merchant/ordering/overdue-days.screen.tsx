import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/overdue-days', {
  columns: ['date', 'processing', 'shipment', 'delivery'],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
  chart: { kind: 'bar', x: 'date', y: ['processing', 'shipment', 'delivery'] },
});
