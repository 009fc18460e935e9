import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { AccountId } from '../kernel/values/ids.ts';
import type { Proposal } from './proposal.ts';

export const rulebookProposalDesk = desk('rulebook-proposals', {
  summary: 'Changes of rulebooks that wait for a second person; each rulebook says who may approve them.',
  roles: ['operator', 'finance', 'admin'],
  shows: z.object({
    rulebook: z.string(),
    reason: z.string(),
    proposedBy: AccountId,
    from: Instant.optional().meta({ description: 'When it is to begin; without it, as soon as it is approved' }),
    lapsesAt: Instant.meta({ description: 'Until when it can be approved' }),
  }),
  sample: {
    rulebook: 'order-times',
    reason: 'Fewer unpaid orders.',
    proposedBy: '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11',
    lapsesAt: '2026-12-06T08:00:00.000Z',
  },
  clock: { firstAnswer: 'P2D', resolution: 'P7D' },
  escalate: 'admin',
  actions: ['rulebooks/approve-rulebook-proposal', 'rulebooks/refuse-rulebook-proposal'],
});

export const proposalWaits = waitsAt(
  rulebookProposalDesk,
  ({ state, proposedAt, rulebook, reason, proposedBy, from, lapsesAt }: Proposal) =>
    state === 'open' ? { since: proposedAt, shows: { rulebook, reason, proposedBy, from, lapsesAt } } : undefined,
);
