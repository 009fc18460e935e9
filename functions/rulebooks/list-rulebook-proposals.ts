import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { pageInput } from '../../shared/kernel/page.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { openProposals, waitingProposals } from '../../shared/rulebooks/store.ts';
import { ProposalPage, RulebookName } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Lists the proposals that wait for a second person, of all rulebooks or of one.',
    route: 'GET /v1/rulebook-proposals',
    audience: 'operator',
    callers: staff,
    input: z.strictObject({ rulebook: RulebookName.optional(), ...pageInput }),
    answer: { 200: ProposalPage },
    problems: ['invalid-cursor'],
    touches: [waitingProposals],
  },
  ({ input: { rulebook, ...page } }) =>
    waitingProposals(openProposals, { ...page, ...(rulebook && { startingWith: `${rulebook}#` }) }),
);
