import * as z from 'zod';
import { costStruck } from '../../shared/costs/events.ts';
import { CostId, CostView, costView, enteredBy, strikeCost } from '../../shared/costs/cost.ts';
import { costs, costSums } from '../../shared/costs/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Strikes a cost that was entered wrongly: it stays to be seen, and counts no more.',
  route: 'POST /v1/costs/{costId}/strike',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ costId: CostId, reason: prose(200) }),
  answer: { 200: CostView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [costs.need, costs.save, costSums.add],
  emits: [costStruck],
}, async ({ input: { costId, reason }, caller, now, commit }) => {
  const change = strikeCost(enteredBy(await costs.need(costId), await shopOf(caller)), reason, now);
  return commit({ writes: [costs.save(change), costSums.add(change.after)], answer: costView(change.after) });
});
