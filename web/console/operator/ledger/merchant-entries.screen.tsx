import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/ledger/merchants/{merchantId}/entries', {
  columns: ['at', 'kind', 'orderId', 'postings', 'reference', 'id'],
});
