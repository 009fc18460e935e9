import * as z from 'zod';
import { due } from '../../shared/kernel/store/due.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { CorrectionPostings, propose } from '../../shared/ledger/correction.ts';
import { corrections } from '../../shared/ledger/correction-store.ts';
import { correctionProposed } from '../../shared/ledger/events.ts';
import { correctionTimes } from '../../shared/ledger/rulebooks.ts';
import { CorrectionRow, correctionRow } from '../../shared/ledger/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Proposes an entry by hand that puts something right; another person decides about it.',
  route: 'POST /v1/ledger/corrections',
  audience: 'operator',
  callers: ['finance', 'admin'],
  idempotent: true,
  audited: { reason: 'reason' },
  input: z.strictObject({
    postings: CorrectionPostings.meta({ description: 'Debits are positive, credits negative; they sum to zero' }),
    corrects: z.string().regex(/^[\w:.-]{1,200}$/, 'must be the id of what it puts right'),
    reason: prose(1000),
  }),
  answer: { 201: CorrectionRow },
  problems: ['correction-unbalanced'],
  touches: [correctionTimes.current, corrections.save, due.set],
  emits: [correctionProposed],
}, async ({ input, caller, now, newId, commit }) => {
  const change = propose(
    { id: newId('correction'), ...input, by: caller.accountId },
    await correctionTimes.current(now),
    now,
  );
  const { id: correctionId, lapsesAt } = change.after;
  return commit({
    writes: [corrections.save(change), due.set(lapsesAt, 'ledger/lapse-correction', { correctionId })],
    answer: correctionRow(change.after),
  });
});
