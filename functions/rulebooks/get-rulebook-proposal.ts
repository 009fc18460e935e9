import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { rulebookNamed } from '../../shared/rulebooks/known.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { books, proposals } from '../../shared/rulebooks/store.ts';
import { ProposalView, proposalView } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a proposal for a rulebook, field by field what it would change, and how it ended.',
  route: 'GET /v1/rulebook-proposals/{proposalId}',
  audience: 'operator',
  callers: staff,
  input: z.strictObject({ proposalId: id('rulebookProposal') }),
  answer: { 200: ProposalView },
  problems: ['not-found'],
  touches: [proposals.need, books.get],
}, async ({ input: { proposalId } }) => {
  const proposal = await proposals.need(proposalId);
  return proposalView(proposal, rulebookNamed(proposal.rulebook), await books.get(proposal.rulebook));
});
