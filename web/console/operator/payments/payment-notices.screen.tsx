import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/payment-notice-piles/{provider}/notices', {
  columns: ['receivedAt', 'told', 'reference', 'providerId', 'noticeId'],
  filters: ['provider'],
  start: { provider: 'sandbox' },
  create: [
    command('POST /operator/v1/payment-notice-piles/{provider}/set-aside', {
      with: () => ({ provider: 'sandbox' as const }),
      danger: true,
    }),
  ],
});
