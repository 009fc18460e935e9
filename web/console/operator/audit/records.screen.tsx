import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/audit/by/{relation}/{name}', {
  columns: ['at', 'actor', 'useCase', 'kind', 'thing', 'subject', 'reason'],
  filters: ['relation', 'name'],
  start: { relation: 'thing' },
  open: 'GET /operator/v1/audit/records/{record}',
  params: ({ id }) => ({ record: id }),
});
