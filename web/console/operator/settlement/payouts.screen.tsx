import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/payouts', {
  columns: ['requestedAt', 'merchantId', 'amount', 'state', 'attempt', 'settledAt', 'failureCode', 'heldBy'],
  filters: ['state'],
  open: 'GET /operator/v1/payouts/{payoutId}',
  commands: [
    command('POST /operator/v1/payouts/{payoutId}/replace', {
      when: ({ state }) => state === 'failed' || state === 'returned',
      danger: true,
    }),
  ],
});
