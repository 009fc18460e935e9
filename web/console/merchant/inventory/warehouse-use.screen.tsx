import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/warehouse-use', {
  columns: ['name', 'averageUnits', 'mostUnits', 'capacity', 'utilisation', 'storageCost', 'days'],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
  open: 'GET /merchant/v1/warehouses/{warehouseId}',
  chart: { kind: 'bar', x: 'name', y: ['averageUnits', 'mostUnits'] },
});
