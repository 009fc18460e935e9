import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/ledger/trial-balance', {
  columns: ['account', 'currency', 'debits', 'credits', 'balance'],
  open: 'GET /operator/v1/ledger/accounts/{account}/days',
});
