import { Link } from 'react-router';
import { addressOf } from '../../kit/addresses.ts';
import { command, detail } from '../../kit/screen.ts';
import { useWords } from '../../kit/words.tsx';

/** Where to see what it has on sale, and what is missing. */
const ToMix = ({ merchantId }: { merchantId: string }) => {
  const words = useWords();
  const to = addressOf('GET /operator/v1/merchants/{merchantId}/product-mix', { merchantId });
  return to ? <Link to={to}>{words.screen('operator/catalogue/product-mix')}</Link> : null;
};

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
  related: [
    'GET /operator/v1/ledger/merchants/{merchantId}/entries',
    'GET /operator/v1/merchants/{merchantId}/invoices',
  ],
  above: ({ merchantId }) => <ToMix merchantId={merchantId} />,
});
