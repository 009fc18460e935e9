import { aggregate } from '../kernel/aggregate.ts';
import { proposalWaits } from './desk.ts';
import type { Proposal } from './proposal.ts';

export const proposals = aggregate<Proposal>({
  name: 'rulebook-proposal',
  prefix: 'RULEBOOK-PROPOSAL',
  desks: [proposalWaits],
});
