import * as z from 'zod';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { rulebookChangeLapsed } from '../../shared/rulebooks/events.ts';
import { lapse } from '../../shared/rulebooks/proposal.ts';
import { proposals } from '../../shared/rulebooks/store.ts';

export const { contract, handler } = deadline(
  {
    summary: 'Ends a proposal for a rulebook that nobody has approved or refused in time.',
    payload: z.strictObject({ proposalId: id('rulebookProposal') }),
    final: ['illegal-step'],
    touches: [proposals.need, proposals.save],
    emits: [rulebookChangeLapsed],
  },
  async ({ payload: { proposalId }, now, commit }) =>
    commit({ writes: [proposals.save(lapse(await proposals.need(proposalId), now))] }),
);
