import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { merchants } from '../../../shared/merchants/public.ts';
import { OrderRuleTerms, setOrderRules } from '../../../shared/ordering/automation/order-rules.ts';
import { orderRules } from '../../../shared/ordering/automation/order-rules-store.ts';

export const { contract, handler } = endpoint({
  summary: "Says which orders, of those paid from now on, are processed without the shop's people.",
  route: 'PUT /v1/order-rules',
  audience: 'merchant',
  callers: ['merchant'],
  input: OrderRuleTerms,
  answer: { 200: OrderRuleTerms },
  problems: ['no-shop', 'currency-foreign'],
  touches: [merchants.need, orderRules.get, orderRules.save],
}, async ({ input, caller, commit }) => {
  const merchantId = await shopOf(caller);
  const [shop, before] = await Promise.all([merchants.need(merchantId), orderRules.get(merchantId)]);
  const change = setOrderRules(before, shop, input);
  return commit({ writes: [orderRules.save(change)], answer: change.after.terms });
});
