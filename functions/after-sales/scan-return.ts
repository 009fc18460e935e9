import * as z from 'zod';
import { returnMoved } from '../../shared/after-sales/events.ts';
import { receive, ReturnId, toShop } from '../../shared/after-sales/return.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { line } from '../../shared/kernel/values/text.ts';

/** The label names the return, so that goods can be handed in at any desk of the shop, also by the buyer in person. */
export const { contract, handler } = endpoint({
  summary: 'Takes in the goods of a return by the code on their label, scanned at a desk of the shop or its warehouse.',
  route: 'POST /v1/return-scans',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({
    code: ReturnId.meta({ description: 'What is on the label' }),
    place: line(100).meta({ description: 'At which desk' }),
  }),
  answer: { 200: z.object({ returnId: ReturnId }) },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [returns.need, returnPolicy.versions, returns.save],
  emits: [returnMoved],
}, async ({ input: { code, place }, caller, now, commit }) => {
  const [one, policyOf] = await Promise.all([returns.need(code), returnPolicy.versions()]);
  const change = receive(toShop(one, await shopOf(caller)), policyOf(one.policyVersion), now, place);
  return commit({ writes: [returns.save(change)], answer: { returnId: code } });
});
