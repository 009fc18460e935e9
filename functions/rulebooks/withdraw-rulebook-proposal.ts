import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { rulebookChangeWithdrawn } from '../../shared/rulebooks/events.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { withdraw } from '../../shared/rulebooks/proposal.ts';
import { proposals } from '../../shared/rulebooks/store.ts';
import { Outcome, outcomeView, Reason } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Takes back what one has proposed oneself for a rulebook, while nobody has decided about it.',
  route: 'POST /v1/rulebook-proposals/{proposalId}/withdrawal',
  audience: 'operator',
  callers: staff,
  audited: { reason: 'reason' },
  input: z.strictObject({ proposalId: id('rulebookProposal'), reason: Reason }),
  answer: { 200: Outcome },
  problems: ['not-found', 'forbidden', 'illegal-step'],
  touches: [proposals.need, proposals.save],
  emits: [rulebookChangeWithdrawn],
}, async ({ input: { proposalId, reason }, caller, now, commit }) => {
  const change = withdraw(await proposals.need(proposalId), reason, caller.accountId, now);
  return commit({ writes: [proposals.save(change)], answer: outcomeView(change.after) });
});
