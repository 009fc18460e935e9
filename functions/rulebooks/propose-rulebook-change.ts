import * as z from 'zod';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { rulebookNamed } from '../../shared/rulebooks/known.ts';
import { rulebookChangeProposed, rulebookVersionDecided } from '../../shared/rulebooks/events.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { propose } from '../../shared/rulebooks/proposal.ts';
import { books, proposals } from '../../shared/rulebooks/store.ts';
import { ProposalView, proposalView, Reason, RulebookName, Value } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary:
    'Proposes another value for a rulebook, from a moment on or as soon as can be. A second person approves it where one is asked for.',
  route: 'POST /v1/rulebooks/{rulebook}/proposals',
  audience: 'operator',
  callers: staff,
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    rulebook: RulebookName,
    value: Value,
    from: Instant.optional(),
    basedOn: z.int().min(0).meta({ description: 'The latest version, as the rulebook shows it; any other is refused' }),
    reason: Reason,
  }),
  answer: { 201: ProposalView },
  problems: ['not-found', 'forbidden', 'rulebook-changed', 'begins-too-early'],
  touches: [books.get, books.save, proposals.save, due.set],
  emits: [rulebookChangeProposed, rulebookVersionDecided],
}, async ({ input: { rulebook, ...wish }, caller, now, newId, commit }) => {
  const declaration = rulebookNamed(rulebook);
  const [book, by] = await Promise.all([books.get(rulebook), caller.account]);
  const decided = propose(newId('rulebookProposal'), wish, { declaration, book, by, now });
  const { id: proposalId, state, lapsesAt } = decided.proposal.after;
  return commit({
    writes: [
      proposals.save(decided.proposal),
      decided.book ? books.save(decided.book) : [],
      state === 'open' ? due.set(lapsesAt, 'rulebooks/lapse-rulebook-proposal', { proposalId }) : [],
    ],
    answer: proposalView(decided.proposal.after, declaration, book),
  });
});
