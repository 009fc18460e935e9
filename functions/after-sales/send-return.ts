import * as z from 'zod';
import { returnMoved } from '../../shared/after-sales/events.ts';
import { askedBy, ReturnId, send } from '../../shared/after-sales/return.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { line } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Says with which carrier the goods go back, and under which number.',
  route: 'POST /v1/returns/{returnId}/parcel',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ returnId: ReturnId, carrier: line(100), trackingNumber: line(100) }),
  answer: { 200: ReturnView },
  problems: ['not-found', 'illegal-step'],
  touches: [returns.need, returnPolicy.versions, returns.save],
  emits: [returnMoved],
}, async ({ input: { returnId, carrier, trackingNumber }, caller, now, commit }) => {
  const [one, policyOf] = await Promise.all([returns.need(returnId), returnPolicy.versions()]);
  const change = send(askedBy(one, caller.accountId), { carrier, trackingNumber }, policyOf(one.policyVersion), now);
  return commit({ writes: [returns.save(change)], answer: returnView(change.after) });
});
