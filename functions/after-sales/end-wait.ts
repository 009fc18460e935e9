import * as z from 'zod';
import { returnEscalated, returnMoved } from '../../shared/after-sales/events.ts';
import { givingBack, givingBackTells, lettingGo, replacing } from '../../shared/after-sales/giving-back.ts';
import {
  afterWait,
  approve,
  escalate,
  lapse,
  refund,
  replace,
  ReturnId,
  unitsLeft,
} from '../../shared/after-sales/return.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { replacementPlaced } from '../../shared/ordering/events.ts';

export const { contract, handler } = deadline({
  summary:
    'Goes on with a return whose buyer, shop or carrier has let the time pass: a person looks, or silence decides.',
  payload: z.strictObject({ returnId: ReturnId }),
  final: [],
  touches: [returns.need, returnPolicy.versions, returns.save, givingBack, lettingGo, replacing],
  emits: [returnMoved, returnEscalated, replacementPlaced, ...givingBackTells],
}, async ({ payload: { returnId }, dueAt, now, newId, commit }) => {
  const [one, policyOf] = await Promise.all([returns.need(returnId), returnPolicy.versions()]);
  const policy = policyOf(one.policyVersion);
  const next = afterWait(one, dueAt);
  if (!next) return;
  const sent = next === 'refund' ? await replacing(one, { now, newId }) : undefined;
  if (sent) {
    return commit({ writes: [returns.save(replace(one, sent.orderId, 'platform', policy, now)), ...sent.writes] });
  }
  if (next === 'refund') {
    const { back, writes } = await givingBack(one, unitsLeft(one), { now, newId });
    return commit({ writes: [returns.save(refund(one, back, 'platform', policy, now)), ...writes] });
  }
  if (next === 'lapse') return commit({ writes: [returns.save(lapse(one, policy, now)), ...await lettingGo(one)] });
  const change = next === 'escalate' ? escalate(one, policy, now) : approve(one, 'platform', policy, now);
  return commit({ writes: [returns.save(change)] });
});
