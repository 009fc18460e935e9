import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';
import { AccountId, id } from '../kernel/values/ids.ts';

const accountId = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11';
const another = '1b2a5a52-6a44-4d0e-9d4e-0f5b1f3f2a12';
const at = '2026-11-22T08:00:00.000Z';
const ofProposal = z.object({ proposalId: id('rulebookProposal'), rulebook: z.string(), at: Instant });
const proposal = { proposalId: 'rbp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', rulebook: 'order-times', at };

/** Somebody would like to have other rules; a second person has to approve it. */
export const rulebookChangeProposed = event(
  'rulebook-change-proposed',
  1,
  ofProposal.extend({ proposedBy: AccountId, reason: z.string(), lapsesAt: Instant }),
  { ...proposal, proposedBy: accountId, reason: 'Fewer unpaid orders.', lapsesAt: '2026-12-06T08:00:00.000Z' },
);

export const rulebookChangeRefused = event(
  'rulebook-change-refused',
  1,
  ofProposal.extend({ proposedBy: AccountId, refusedBy: AccountId, reason: z.string() }),
  { ...proposal, proposedBy: accountId, refusedBy: another, reason: 'Too short for bank transfers.' },
);

/** Whoever proposed it has thought better of it. */
export const rulebookChangeWithdrawn = event(
  'rulebook-change-withdrawn',
  1,
  ofProposal.extend({ proposedBy: AccountId, reason: z.string() }),
  { ...proposal, proposedBy: accountId, reason: 'A typing error.' },
);

/** Nobody has approved or refused it in time. */
export const rulebookChangeLapsed = event(
  'rulebook-change-lapsed',
  1,
  ofProposal.extend({ proposedBy: AccountId }),
  { ...proposal, proposedBy: accountId },
);

/** A version is decided, and will be in force from its time on, until the next one begins. */
export const rulebookVersionDecided = event(
  'rulebook-version-decided',
  1,
  z.object({
    rulebook: z.string(),
    version: z.int(),
    from: Instant,
    /** The version that it follows. */
    basedOn: z.int(),
    proposalId: id('rulebookProposal'),
    proposedBy: AccountId,
    reason: z.string(),
    approvedBy: AccountId.optional(),
    approvalReason: z.string().optional(),
    at: Instant,
  }),
  {
    rulebook: 'order-times',
    version: 1,
    from: '2026-12-01T00:00:00.000Z',
    basedOn: 0,
    proposalId: proposal.proposalId,
    proposedBy: accountId,
    reason: 'Fewer unpaid orders.',
    approvedBy: another,
    approvalReason: 'Agreed.',
    at,
  },
);

/** A version that had not begun yet never will. */
export const rulebookVersionWithdrawn = event(
  'rulebook-version-withdrawn',
  1,
  z.object({ rulebook: z.string(), version: z.int(), withdrawnBy: AccountId, reason: z.string(), at: Instant }),
  { rulebook: 'order-times', version: 1, withdrawnBy: another, reason: 'The campaign is off.', at },
);
