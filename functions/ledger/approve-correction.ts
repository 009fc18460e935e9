import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { approve, CorrectionId } from '../../shared/ledger/correction.ts';
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
  problems: ['not-found', 'illegal-step', 'second-person-needed', 'taken-by-another'],
  touches: [corrections.need, corrections.save, ledger.post],
  emits: [correctionApproved],
}, async ({ input, caller, now, commit }) => {
  const { change, entry } = approve(await corrections.need(input.correctionId), caller.accountId, now);
  return commit({ writes: [corrections.save(change), ledger.post(entry)], answer: correctionRow(change.after) });
});
