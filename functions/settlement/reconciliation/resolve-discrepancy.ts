import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { discrepancyResolved } from '../../../shared/settlement/events.ts';
import { resolveDiscrepancy } from '../../../shared/settlement/reconciliation/reconciliation.ts';
import { discrepancies } from '../../../shared/settlement/store.ts';
import { DiscrepancyRow, discrepancyRow } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Closes a discrepancy, with a note of how it was settled.',
  route: 'POST /v1/discrepancies/{discrepancyId}/resolve',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({ discrepancyId: id('discrepancy'), note: prose(1000) }),
  answer: { 200: DiscrepancyRow },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [discrepancies.need, discrepancies.save],
  emits: [discrepancyResolved],
}, async ({ input, caller, now, commit }) => {
  const change = resolveDiscrepancy(await discrepancies.need(input.discrepancyId), input.note, caller.accountId, now);
  return commit({ writes: [discrepancies.save(change)], answer: discrepancyRow(change.after) });
});
