import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/delivery-figures', {
  columns: [
    'carrier',
    'delivered',
    'late',
    'inTimeShare',
    'meanLateHours',
    'returned',
    'lost',
    'damaged',
    'rated',
    'speed',
    'condition',
    'courier',
  ],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
  chart: { kind: 'bar', x: 'carrier', y: ['inTimeShare'] },
});
