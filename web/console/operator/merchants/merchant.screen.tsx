import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/merchants/{merchantId}', {
  commands: [
    command('POST /operator/v1/merchants/{merchantId}/suspend', {
      when: ({ state }) => state === 'active',
      danger: true,
    }),
    command('POST /operator/v1/merchants/{merchantId}/reinstate', { when: ({ state }) => state === 'suspended' }),
    command('POST /operator/v1/merchants/{merchantId}/payout-hold', { when: ({ payoutReview }) => !payoutReview }),
    command('POST /operator/v1/merchants/{merchantId}/payout-hold/release', {
      when: ({ payoutReview }) => payoutReview !== undefined,
    }),
    command('POST /operator/v1/merchants/{merchantId}/payout-account/verify', {
      when: ({ payoutAccount }) => payoutAccount?.verified === false,
    }),
    'POST /operator/v1/merchants/{merchantId}/commission-rates',
  ],
  related: ['GET /operator/v1/ledger/merchants/{merchantId}/entries'],
});
