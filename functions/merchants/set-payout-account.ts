import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { payoutAccountSet } from '../../shared/merchants/events.ts';
import { PayoutAccount, setPayoutAccount } from '../../shared/merchants/merchant.ts';
import { payoutAccounts } from '../../shared/merchants/rulebooks.ts';
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
  touches: [payoutAccounts.current, merchants.need, merchants.save],
  emits: [payoutAccountSet],
}, async ({ input, caller, now, commit }) => {
  const [rules, shop] = await Promise.all([payoutAccounts.current(now), shopOf(caller).then(merchants.need)]);
  const change = setPayoutAccount(shop, input, rules, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
