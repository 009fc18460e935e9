import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/settlements', {
  columns: ['date', 'state', 'merchants', 'net'],
  open: 'GET /operator/v1/settlements/{date}/statements',
  also: ['GET /operator/v1/settlements/{date}/files'],
  chart: { kind: 'bar', x: 'date', y: ['net'] },
});
