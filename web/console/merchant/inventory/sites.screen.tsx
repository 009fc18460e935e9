import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/warehouse-sites', {
  columns: ['name', 'score', 'distance', 'demand', 'unitsInRegion', 'costPerOrder', 'city'],
  create: ['POST /merchant/v1/warehouse-sites'],
  commands: [command('DELETE /merchant/v1/warehouse-sites/{siteId}', { danger: true })],
  chart: { kind: 'bar', x: 'name', y: ['score', 'distance', 'demand'] },
});
