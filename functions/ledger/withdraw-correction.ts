import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { CorrectionId, withdraw } from '../../shared/ledger/correction.ts';
import { corrections } from '../../shared/ledger/correction-store.ts';
import { correctionWithdrawn } from '../../shared/ledger/events.ts';
import { CorrectionRow, correctionRow } from '../../shared/ledger/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Takes back a correction that one has proposed oneself.',
  route: 'POST /v1/ledger/corrections/{correctionId}/withdraw',
  audience: 'operator',
  callers: ['finance', 'admin'],
  idempotent: true,
  audited: true,
  input: z.strictObject({ correctionId: CorrectionId }),
  answer: { 200: CorrectionRow },
  problems: ['not-found', 'illegal-step'],
  touches: [corrections.need, corrections.save],
  emits: [correctionWithdrawn],
}, async ({ input: { correctionId }, caller, now, commit }) => {
  const change = withdraw(await corrections.need(correctionId), caller.accountId, now);
  return commit({ writes: [corrections.save(change)], answer: correctionRow(change.after) });
});
