import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { Role } from '../kernel/doors/contract.ts';
import { AccountId, id } from '../kernel/values/ids.ts';
import { inForce, valueOf, type Book, type RulebookDeclaration } from '../kernel/policy/rulebook.ts';
import { prose } from '../kernel/values/text.ts';
import { latest } from './book.ts';
import { Difference, differences } from './differences.ts';
import { ProposalState, type Proposal } from './proposal.ts';

/** The name of a rulebook, in a path. */
export const RulebookName = z.string().min(1).max(64);
/** Why somebody decides so: kept for good. */
export const Reason = prose(500, 3);
/** A value as JSON. Which fields there are, the rulebook itself says. */
export const Value = z.record(z.string().max(64), z.unknown());

const Current = z.object({ version: z.int(), from: Instant.optional(), value: Value });

export const RulebookSummary = z.object({
  rulebook: z.string(),
  summary: z.string(),
  current: Current,
  scheduled: z.array(z.object({ version: z.int(), from: Instant })),
});

/** A rulebook now: what is in force, what will be, and what can be proposed. */
export const RulebookView = RulebookSummary.extend({
  default: Value,
  scheduled: z.array(Current),
  /** The version that a proposal is to be based on. */
  latest: z.int(),
  fields: z.array(z.object({ field: z.string(), decides: z.string(), range: z.string().optional() })),
  propose: z.array(Role),
  /** Who may approve it as a second person; without them what is proposed is decided. */
  approve: z.array(Role).optional(),
});

export const summaryOf = (
  declaration: RulebookDeclaration,
  book: Book | undefined,
  now: Instant,
): z.input<typeof RulebookSummary> & { scheduled: z.input<typeof Current>[] } => {
  const version = inForce(book, now);
  const shown = (number: number) => ({
    version: number,
    ...(number > 0 && { from: book!.versions[number - 1]!.from }),
    value: valueOf(declaration, book, number),
  });
  return {
    rulebook: declaration.rulebookName,
    summary: declaration.summary,
    current: shown(version),
    scheduled: (book?.versions ?? []).flatMap(({ from, withdrawn }, place) =>
      withdrawn || from <= now ? [] : [{ ...shown(place + 1), from }]
    ),
  };
};

export const rulebookView = (
  declaration: RulebookDeclaration,
  book: Book | undefined,
  now: Instant,
): z.input<typeof RulebookView> => ({
  ...summaryOf(declaration, book, now),
  default: declaration.initial,
  latest: latest(book),
  fields: fieldsOf(declaration),
  propose: [...declaration.propose],
  ...(declaration.approve && { approve: [...declaration.approve] }),
});

/** What each field of a rulebook decides, and in which bounds. */
export const fieldsOf = ({ schema }: RulebookDeclaration): { field: string; decides: string; range?: string }[] =>
  Object.entries(schema.shape).map(([field, type]) => {
    const { description = '', range } = (type as z.ZodType).meta() ?? {};
    return { field, decides: description, ...(typeof range === 'string' && { range }) };
  });

export const ProposalView = z.object({
  id: id('rulebookProposal'),
  rulebook: z.string(),
  state: ProposalState,
  from: Instant.optional(),
  basedOn: z.int(),
  reason: z.string(),
  proposedBy: AccountId,
  proposedAt: Instant,
  lapsesAt: Instant,
  value: Value,
  /** What it changes of the version that it is based on. */
  changes: z.array(Difference),
  outcome: z.object({ by: AccountId, reason: z.string(), at: Instant }).optional(),
});

/** A proposal, with what it would change. */
export const proposalView = (
  proposal: Proposal,
  declaration: RulebookDeclaration,
  book: Book | undefined,
): z.input<typeof ProposalView> => ({
  ...proposal,
  changes: differences(valueOf(declaration, book, proposal.basedOn), proposal.value),
});

export const VersionView = z.object({
  version: z.int(),
  state: z.enum(['in-force', 'scheduled', 'ended', 'withdrawn']),
  from: Instant.optional(),
  /** When the next one begins. */
  until: Instant.optional(),
  value: Value,
  basedOn: z.int().optional(),
  changes: z.array(Difference),
  proposalId: id('rulebookProposal').optional(),
  proposedBy: AccountId.optional(),
  reason: z.string().optional(),
  approvedBy: AccountId.optional(),
  approvalReason: z.string().optional(),
  decidedAt: Instant.optional(),
  withdrawal: z.object({ withdrawnBy: AccountId, reason: z.string(), at: Instant }).optional(),
});

/** How a proposal ended. */
export const Outcome = z.object({ proposalId: id('rulebookProposal'), state: ProposalState });
export const outcomeView = ({ id: proposalId, state }: Proposal): z.input<typeof Outcome> => ({ proposalId, state });
