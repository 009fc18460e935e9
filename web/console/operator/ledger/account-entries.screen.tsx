import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/ledger/accounts/{account}/days/{date}/entries', {
  columns: ['at', 'kind', 'orderId', 'merchantId', 'postings', 'reference'],
  commands: [command('POST /operator/v1/ledger/corrections', { start: ({ id }) => ({ corrects: id }) })],
});
