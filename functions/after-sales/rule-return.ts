import * as z from 'zod';
import { returnMoved } from '../../shared/after-sales/events.ts';
import { givingBack, givingBackTells, lettingGo } from '../../shared/after-sales/giving-back.ts';
import { mustBeEscalated, refund, ReturnId, unitsLeft, uphold } from '../../shared/after-sales/return.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { note as noteOf } from '../../shared/after-sales/record.ts';
import { returnRecords, returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    'Decides a return that was brought before the platform: its money goes back, or nothing does. Both sides read why.',
  route: 'POST /v1/returns/{returnId}/ruling',
  audience: 'operator',
  callers: ['support', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({ returnId: ReturnId, ruling: z.enum(['for-buyer', 'for-shop']), note: prose(500, 3) }),
  answer: { 200: ReturnView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [
    returns.need,
    returnPolicy.versions,
    returns.save,
    givingBack,
    lettingGo,
    returnRecords.get,
    returnRecords.save,
  ],
  emits: [returnMoved, ...givingBackTells],
}, async ({ input: { returnId, ruling, note }, now, newId, commit }) => {
  const [found, policyOf] = await Promise.all([returns.need(returnId), returnPolicy.versions()]);
  const one = mustBeEscalated(found);
  const policy = policyOf(one.policyVersion);
  if (ruling === 'for-shop') {
    const change = uphold(one, policy, now, { note });
    const record = await returnRecords.get(one.buyerId);
    return commit({
      writes: [
        returns.save(change),
        ...await lettingGo(one),
        returnRecords.save(noteOf(record, one.buyerId, 'lost', now)),
      ],
      answer: returnView(change.after),
    });
  }
  const { back, writes } = await givingBack(one, unitsLeft(one), { now, newId });
  const change = refund(one, back, 'platform', policy, now, { note });
  return commit({ writes: [returns.save(change), ...writes], answer: returnView(change.after) });
});
