import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Fact } from '../kernel/events.ts';
import type { AccountId, Id } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { parse } from '../kernel/doors/request.ts';
import { notice, valueOf, type Book, type RulebookDeclaration } from '../kernel/policy/rulebook.ts';
import { beginning, decide, mustBe, mustBeLatest, type Person } from './book.ts';
import {
  rulebookChangeLapsed,
  rulebookChangeProposed,
  rulebookChangeRefused,
  rulebookChangeWithdrawn,
} from './events.ts';
import { approvalWindow } from './policy.ts';

export type ProposalId = Id<'rulebookProposal'>;
export type ProposalState = z.infer<typeof ProposalState>;
export const ProposalState = z.enum(['open', 'approved', 'refused', 'withdrawn', 'lapsed']);

export const proposalSteps = {
  approve: { from: ['open'], to: 'approved' },
  refuse: { from: ['open'], to: 'refused' },
  withdraw: { from: ['open'], to: 'withdrawn' },
  lapse: { from: ['open'], to: 'lapsed' },
} as const satisfies Steps<ProposalState>;

/** Another value for a rulebook: what, from when, and why. */
export interface Wish {
  readonly value: Readonly<Record<string, unknown>>;
  /** Without it, as soon as it is decided. */
  readonly from?: Instant | undefined;
  /** The latest version, as whoever proposes it has seen it. */
  readonly basedOn: number;
  readonly reason: string;
}

export interface Proposal extends Versioned, Wish {
  readonly id: ProposalId;
  readonly rulebook: string;
  readonly state: ProposalState;
  readonly schemaVersion: number;
  readonly proposedBy: AccountId;
  readonly proposedAt: Instant;
  readonly lapsesAt: Instant;
  /** How it ended, and by whom, unless it lapsed. */
  readonly outcome?: { readonly by: AccountId; readonly reason: string; readonly at: Instant } | undefined;
}

/** What was decided: the proposal, and the rulebook where a version comes of it. */
export interface Decided {
  readonly proposal: Change<Proposal>;
  readonly book?: Change<Book>;
}

interface Around {
  readonly declaration: RulebookDeclaration;
  readonly book: Book | undefined;
  readonly by: Person;
  readonly now: Instant;
}

/**
 * Proposes another value. Where no second person is asked for, it is decided with that.
 * @throws Problem forbidden, rulebook-changed, begins-too-early; invalid-input with the path of each fault, also when
 *   nothing would change
 */
export const propose = (id: ProposalId, wish: Wish, { declaration, book, by, now }: Around): Decided => {
  const { rulebookName: rulebook, schema, schemaVersion } = declaration;
  mustBe(by, declaration.propose);
  mustBeLatest(book, wish.basedOn);
  beginning(book, wish.from, now);
  parse(z.object({ value: schema }), { value: wish.value }, true);
  if (isDeepStrictEqual(wish.value, valueOf(declaration, book, wish.basedOn))) {
    throw new Problem('invalid-input', undefined, [{ path: 'value', message: 'is what has been decided already' }]);
  }
  const proposal = { ...wish, id, rulebook, schemaVersion, proposedBy: by.id, proposedAt: now };
  if (!declaration.approve) {
    return {
      proposal: created<Proposal>({ ...proposal, state: 'approved', lapsesAt: now }),
      book: decide(book, rulebook, { ...wish, schemaVersion, proposalId: id, proposedBy: by.id }, now),
    };
  }
  const lapsesAt = [after(now, approvalWindow), ...(wish.from ? [after(wish.from, -notice)] : [])].toSorted()[0]!;
  return {
    proposal: created<Proposal>(
      { ...proposal, state: 'open', lapsesAt },
      rulebookChangeProposed({ proposalId: id, rulebook, proposedBy: by.id, reason: wish.reason, lapsesAt, at: now }),
    ),
  };
};

/**
 * A second person agrees: the version is decided.
 * @throws Problem forbidden, second-person-needed, illegal-step, also when its time is over and nobody has ended it yet,
 *   rulebook-changed when the rulebook has changed since it was proposed
 */
export const approve = (
  proposal: Proposal,
  reason: string,
  { declaration, book, by, now }: Around,
): Required<Decided> => {
  mustBe(by, declaration.approve ?? []);
  if (by.id === proposal.proposedBy) throw new Problem('second-person-needed');
  const approved = end(proposal, 'approve', { by: by.id, reason, at: now });
  if (now > proposal.lapsesAt) throw new Problem('illegal-step', `It could be approved until ${proposal.lapsesAt}`);
  if (proposal.schemaVersion !== declaration.schemaVersion) {
    throw new Problem('rulebook-changed', 'The rulebook has other fields since');
  }
  const { id: proposalId, rulebook, value, schemaVersion, from, basedOn, proposedBy } = proposal;
  return {
    proposal: approved,
    book: decide(book, rulebook, {
      value,
      schemaVersion,
      from,
      basedOn,
      proposalId,
      proposedBy,
      reason: proposal.reason,
      approvedBy: by.id,
      approvalReason: reason,
    }, now),
  };
};

/** Somebody who may approve it does not. @throws Problem forbidden, illegal-step */
export const refuse = (
  proposal: Proposal,
  reason: string,
  { declaration, by, now }: Omit<Around, 'book'>,
): Change<Proposal> => {
  mustBe(by, declaration.approve ?? []);
  const { id: proposalId, rulebook, proposedBy } = proposal;
  const fact = rulebookChangeRefused({ proposalId, rulebook, proposedBy, refusedBy: by.id, reason, at: now });
  return end(proposal, 'refuse', { by: by.id, reason, at: now }, fact);
};

/** Whoever proposed it takes it back. @throws Problem forbidden, illegal-step */
export const withdraw = (proposal: Proposal, reason: string, by: AccountId, now: Instant): Change<Proposal> => {
  const { id: proposalId, rulebook, proposedBy } = proposal;
  if (by !== proposedBy) throw new Problem('forbidden', 'Only who has proposed it can withdraw it');
  const fact = rulebookChangeWithdrawn({ proposalId, rulebook, proposedBy, reason, at: now });
  return end(proposal, 'withdraw', { by, reason, at: now }, fact);
};

/** Nobody has decided about it in time. @throws Problem illegal-step when somebody has */
export const lapse = (proposal: Proposal, now: Instant): Change<Proposal> => {
  const { id: proposalId, rulebook, proposedBy } = proposal;
  return end(proposal, 'lapse', undefined, rulebookChangeLapsed({ proposalId, rulebook, proposedBy, at: now }));
};

const end = (
  proposal: Proposal,
  step: keyof typeof proposalSteps,
  outcome: Proposal['outcome'],
  ...facts: Fact[]
): Change<Proposal> =>
  move<ProposalState, typeof proposalSteps, Proposal>(proposalSteps, proposal, step, { outcome }, ...facts);
