import { costEntered } from '../../shared/costs/events.ts';
import { CostTerms, CostView, costView, enterCost } from '../../shared/costs/cost.ts';
import { costs, costSums } from '../../shared/costs/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { merchants } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Enters what transport, packaging, storage or delivery has cost the shop.',
  route: 'POST /v1/costs',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: CostTerms,
  answer: { 201: CostView },
  problems: ['no-shop', 'currency-foreign'],
  touches: [merchants.need, costs.save, costSums.add],
  emits: [costEntered],
}, async ({ input, caller, now, calendar, newId, commit }) => {
  const shop = await merchants.need(await shopOf(caller));
  const change = enterCost(newId('cost'), shop, input, calendar.dateOf(now), now);
  return commit({ writes: [costs.save(change), costSums.add(change.after)], answer: costView(change.after) });
});
