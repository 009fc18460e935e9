import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/rulebooks', {
  columns: ['rulebook', 'summary', 'scheduled'],
  open: 'GET /operator/v1/rulebooks/{rulebook}',
});
