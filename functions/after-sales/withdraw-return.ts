import * as z from 'zod';
import { returnMoved } from '../../shared/after-sales/events.ts';
import { askedBy, ReturnId, withdraw } from '../../shared/after-sales/return.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { lettingGo } from '../../shared/after-sales/giving-back.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Wants nothing any more of what was asked back.',
  route: 'POST /v1/returns/{returnId}/withdrawal',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ returnId: ReturnId }),
  answer: { 200: ReturnView },
  problems: ['not-found', 'illegal-step'],
  touches: [returns.need, returnPolicy.versions, returns.save, lettingGo],
  emits: [returnMoved],
}, async ({ input: { returnId }, caller, now, commit }) => {
  const [one, policyOf] = await Promise.all([returns.need(returnId), returnPolicy.versions()]);
  const change = withdraw(askedBy(one, caller.accountId), policyOf(one.policyVersion), now);
  return commit({ writes: [returns.save(change), ...await lettingGo(one)], answer: returnView(change.after) });
});
