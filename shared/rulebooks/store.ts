import { aggregate } from '../kernel/aggregate.ts';
import type { Proposal } from './proposal.ts';

/** What lists show of a proposal. */
export type ProposalSummary = Pick<
  Proposal,
  'id' | 'rulebook' | 'state' | 'from' | 'basedOn' | 'reason' | 'proposedBy' | 'proposedAt' | 'lapsesAt'
>;

export const proposals = aggregate<Proposal, ProposalSummary>({
  name: 'rulebook-proposal',
  prefix: 'RULEBOOK-PROPOSAL',
  indexes: {
    gsi1: ({ id, rulebook, state, proposedAt }) =>
      state === 'open' ? [openProposals, `${rulebook}#${proposedAt}#${id}`] : undefined,
  },
  summary: ({ id, rulebook, state, from, basedOn, reason, proposedBy, proposedAt, lapsesAt }) => ({
    id,
    rulebook,
    state,
    from,
    basedOn,
    reason,
    proposedBy,
    proposedAt,
    lapsesAt,
  }),
});

/** The proposals that wait for a second person. */
export const openProposals = 'RULEBOOK-PROPOSALS';
export const waitingProposals = proposals.list('rulebook-proposals.open', 'gsi1', openProposals);
