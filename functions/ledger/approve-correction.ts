import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { approve, CorrectionId, takenFrom } from '../../shared/ledger/correction.ts';
import { corrections } from '../../shared/ledger/correction-store.ts';
import { correctionApproved } from '../../shared/ledger/events.ts';
import { ledger } from '../../shared/ledger/store.ts';
import { CorrectionRow, correctionRow } from '../../shared/ledger/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Approves a correction that somebody else has proposed, and posts its entry.',
  route: 'POST /v1/ledger/corrections/{correctionId}/approve',
  audience: 'operator',
  callers: ['finance', 'admin'],
  idempotent: true,
  audited: true,
  input: z.strictObject({ correctionId: CorrectionId }),
  answer: { 200: CorrectionRow },
  problems: ['not-found', 'illegal-step', 'second-person-needed', 'taken-by-another', 'balance-too-low'],
  touches: [corrections.need, corrections.save, ledger.held, ledger.draw],
  emits: [correctionApproved],
}, async ({ input, caller, now, commit }) => {
  const correction = await corrections.need(input.correctionId);
  const held = await Promise.all(takenFrom(correction).map(({ owner, currency }) => ledger.held(owner, currency)));
  const { change, entry } = approve(correction, { by: caller.accountId, held }, now);
  return commit({ writes: [corrections.save(change), ledger.draw(held, entry)], answer: correctionRow(change.after) });
});
