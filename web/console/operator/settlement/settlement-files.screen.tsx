import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/settlements/{date}/files', {
  columns: ['key', 'bytes', 'url'],
});
