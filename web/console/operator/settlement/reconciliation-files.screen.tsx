import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/reconciliations/{date}/files', {
  columns: ['key', 'bytes', 'url'],
});
