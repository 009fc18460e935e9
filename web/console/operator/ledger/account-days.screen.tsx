import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/ledger/accounts/{account}/days', {
  columns: ['date', 'debits', 'credits', 'balance'],
  filters: ['month'],
  start: () => ({ month: daysAgo(0).slice(0, 7) }),
  open: 'GET /operator/v1/ledger/accounts/{account}/days/{date}/entries',
  chart: { kind: 'bar', x: 'date', y: ['debits', 'credits'] },
});
