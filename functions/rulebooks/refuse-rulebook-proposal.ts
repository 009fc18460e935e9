import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { rulebookNamed } from '../../shared/rulebooks/known.ts';
import { rulebookChangeRefused } from '../../shared/rulebooks/events.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { refuse } from '../../shared/rulebooks/proposal.ts';
import { proposals } from '../../shared/rulebooks/store.ts';
import { Outcome, outcomeView, Reason } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Refuses what somebody has proposed for a rulebook, with the reason.',
  route: 'POST /v1/rulebook-proposals/{proposalId}/refusal',
  audience: 'operator',
  callers: staff,
  audited: { reason: 'reason' },
  input: z.strictObject({ proposalId: id('rulebookProposal'), reason: Reason }),
  answer: { 200: Outcome },
  problems: ['not-found', 'forbidden', 'illegal-step', 'taken-by-another'],
  touches: [proposals.need, proposals.save],
  emits: [rulebookChangeRefused],
}, async ({ input: { proposalId, reason }, caller, now, commit }) => {
  const [proposal, by] = await Promise.all([proposals.need(proposalId), caller.account]);
  const change = refuse(proposal, reason, { declaration: rulebookNamed(proposal.rulebook), by, now });
  return commit({ writes: [proposals.save(change)], answer: outcomeView(change.after) });
});
