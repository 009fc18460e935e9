import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { payoutAccountSet } from '../../shared/merchants/events.ts';
import { PayoutAccount, setPayoutAccount } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: "Sets where the shop's earnings are paid to; nothing is paid there before finance has verified it.",
  route: 'PUT /v1/shop/payout-account',
  audience: 'merchant',
  callers: ['merchant'],
  audited: true,
  idempotent: true,
  input: PayoutAccount,
  answer: { 200: MerchantView },
  problems: ['no-shop', 'merchant-not-approved'],
  touches: [merchants.need, merchants.save],
  emits: [payoutAccountSet],
}, async ({ input, caller, now, commit }) => {
  const change = setPayoutAccount(await merchants.need(await shopOf(caller)), input, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
