import * as z from 'zod';
import { returnRated } from '../../shared/after-sales/events.ts';
import { askedBy, rate, ReturnId } from '../../shared/after-sales/return.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Rates how a return went, once, when it has ended; its shop and the platform read it.',
  route: 'POST /v1/returns/{returnId}/rating',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ returnId: ReturnId, stars: z.int().min(1).max(5), note: prose(500).optional() }),
  answer: { 200: ReturnView },
  problems: ['not-found', 'illegal-step'],
  touches: [returns.need, returns.save],
  emits: [returnRated],
}, async ({ input: { returnId, ...said }, caller, now, commit }) => {
  const change = rate(askedBy(await returns.need(returnId), caller.accountId), said, now);
  return commit({ writes: [returns.save(change)], answer: returnView(change.after) });
});
