import * as z from 'zod';
import { returnMoved } from '../../shared/after-sales/events.ts';
import { receive, ReturnId, toShop } from '../../shared/after-sales/return.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

/** The id is what the label says: it can be scanned at a desk, also when the buyer brings the goods in person. */
export const { contract, handler } = endpoint({
  summary: 'Says that the goods of a return are here, as scanned at a desk of the shop; the shop then inspects them.',
  route: 'POST /v1/returns/{returnId}/receipt',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ returnId: ReturnId }),
  answer: { 200: ReturnView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [returns.need, returnPolicy.versions, returns.save],
  emits: [returnMoved],
}, async ({ input: { returnId }, caller, now, commit }) => {
  const [one, policyOf] = await Promise.all([returns.need(returnId), returnPolicy.versions()]);
  const change = receive(toShop(one, await shopOf(caller)), policyOf(one.policyVersion), now);
  return commit({ writes: [returns.save(change)], answer: returnView(change.after) });
});
