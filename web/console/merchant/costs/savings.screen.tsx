import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/cost-savings', {
  columns: ['lane', 'carrier', 'parcels', 'perParcel', 'cheaperCarrier', 'cheaperPerParcel', 'saving'],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
});
