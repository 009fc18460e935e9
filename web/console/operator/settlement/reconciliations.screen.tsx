import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/reconciliations', {
  columns: ['date', 'matched', 'missing', 'extra', 'different', 'balance', 'at'],
  open: 'GET /operator/v1/reconciliations/{date}/files',
  chart: { kind: 'line', x: 'date', y: ['matched', 'missing', 'extra', 'different'] },
});
