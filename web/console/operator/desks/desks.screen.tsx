import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/desks', {
  columns: ['desk', 'waiting', 'taken', 'snoozed', 'breached', 'oldest'],
  open: 'GET /operator/v1/waiting',
  filtered: ({ desk }) => ({ desk }),
  also: ['GET /operator/v1/desks/{desk}/settled'],
  chart: { kind: 'bar', x: 'desk', y: ['waiting', 'breached'] },
});
