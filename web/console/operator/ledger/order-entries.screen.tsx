import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/ledger/orders/{orderId}/entries', {
  columns: ['at', 'kind', 'postings', 'reference', 'id'],
});
