import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/earnings', {
  columns: ['orderId', 'state', 'items', 'freight', 'commission', 'net', 'heldAt', 'releaseAt', 'disputed'],
  chart: { kind: 'bar', x: 'orderId', y: ['net', 'commission'] },
});
