import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { payoutAccountVerified } from '../../shared/merchants/events.ts';
import { PayoutAccount, verifyPayoutAccount } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Confirms that a payout account belongs to the shop; the token names the account that was checked.',
  route: 'POST /v1/merchants/{merchantId}/payout-account/verify',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId, token: PayoutAccount.shape.token }),
  answer: { 200: MerchantView },
  problems: ['not-found', 'payout-account-missing', 'taken-by-another'],
  touches: [merchants.need, merchants.save],
  emits: [payoutAccountVerified],
}, async ({ input: { merchantId, token }, now, commit }) => {
  const change = verifyPayoutAccount(await merchants.need(merchantId), token, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
