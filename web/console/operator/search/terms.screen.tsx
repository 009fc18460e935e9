import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/search/terms', {
  columns: ['query', 'searches', 'found', 'opened', 'lastSearchedAt'],
  filters: ['locale', 'found'],
  start: { locale: 'zh' },
});
