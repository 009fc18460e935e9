import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { rulebookNamed } from '../../shared/rulebooks/known.ts';
import { rulebookVersionDecided } from '../../shared/rulebooks/events.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { approve } from '../../shared/rulebooks/proposal.ts';
import { books, proposals } from '../../shared/rulebooks/store.ts';
import { Reason, RulebookView, rulebookView } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Approves, as a second person, what somebody has proposed: it will be in force from its time on.',
  route: 'POST /v1/rulebook-proposals/{proposalId}/approval',
  audience: 'operator',
  callers: staff,
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ proposalId: id('rulebookProposal'), reason: Reason }),
  answer: { 200: RulebookView },
  problems: [
    'not-found',
    'forbidden',
    'second-person-needed',
    'illegal-step',
    'rulebook-changed',
    'taken-by-another',
  ],
  touches: [proposals.need, proposals.save, books.get, books.save],
  emits: [rulebookVersionDecided],
}, async ({ input: { proposalId, reason }, caller, now, commit }) => {
  const [proposal, by] = await Promise.all([proposals.need(proposalId), caller.account]);
  const declaration = rulebookNamed(proposal.rulebook);
  const book = await books.get(proposal.rulebook);
  const decided = approve(proposal, reason, { declaration, book, by, now });
  return commit({
    writes: [proposals.save(decided.proposal), books.save(decided.book)],
    answer: rulebookView(declaration, decided.book.after, now),
  });
});
