import { aggregate } from '../kernel/store/aggregate.ts';
import { bookPrefix, type Book } from '../kernel/policy/rulebook.ts';
import { proposalWaits } from './desk.ts';
import type { Proposal } from './proposal.ts';

/** What was decided under each name. The kernel reads them for whoever goes by them. */
export const books = aggregate<Book>({ name: 'rulebook', prefix: bookPrefix });

export const proposals = aggregate<Proposal>({
  name: 'rulebook-proposal',
  prefix: 'RULEBOOK-PROPOSAL',
  desks: [proposalWaits],
});
