import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/payouts', {
  columns: ['requestedAt', 'amount', 'state', 'settledAt', 'why', 'statementId'],
  open: 'GET /merchant/v1/payouts/{payoutId}',
});
