import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { CorrectionId, refuse } from '../../shared/ledger/correction.ts';
import { corrections } from '../../shared/ledger/correction-store.ts';
import { correctionRefused } from '../../shared/ledger/events.ts';
import { CorrectionRow, correctionRow } from '../../shared/ledger/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Refuses a correction that somebody else has proposed, with a note that says why.',
  route: 'POST /v1/ledger/corrections/{correctionId}/refuse',
  audience: 'operator',
  callers: ['finance', 'admin'],
  idempotent: true,
  audited: { reason: 'note' },
  input: z.strictObject({ correctionId: CorrectionId, note: prose(1000) }),
  answer: { 200: CorrectionRow },
  problems: ['not-found', 'illegal-step', 'second-person-needed', 'taken-by-another'],
  touches: [corrections.need, corrections.save],
  emits: [correctionRefused],
}, async ({ input: { correctionId, note }, caller, now, commit }) => {
  const change = refuse(await corrections.need(correctionId), caller.accountId, note, now);
  return commit({ writes: [corrections.save(change)], answer: correctionRow(change.after) });
});
