import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { storeChanged } from '../../shared/merchants/events.ts';
import { changeStore, Store } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: "Changes the name or introduction of the caller's shop.",
  route: 'PATCH /v1/shop',
  audience: 'merchant',
  callers: ['merchant'],
  input: Store.partial(),
  answer: { 200: MerchantView },
  problems: ['no-shop', 'merchant-not-approved'],
  touches: [merchants.need, merchants.save],
  emits: [storeChanged],
}, async ({ input, caller, now, commit }) => {
  const change = changeStore(await merchants.need(await shopOf(caller)), input, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
