import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import { id, type AccountId, type Id } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { codeOf, isAccount, isGuarded, ownerOf } from './accounts.ts';
import { isBalanced, type Entry, type Posting } from './entry.ts';
import {
  correctionApproved,
  correctionLapsed,
  correctionProposed,
  correctionRefused,
  correctionWithdrawn,
} from './events.ts';
import { maxPostings } from './policy.ts';
import type { CorrectionTimes } from './rulebooks.ts';

export type CorrectionId = Id<'correction'>;
export const CorrectionId = id('correction');
export type CorrectionState = z.infer<typeof CorrectionState>;
export const CorrectionState = z.enum(['proposed', 'approved', 'refused', 'withdrawn', 'lapsed']);

export const correctionSteps = {
  approve: { from: ['proposed'], to: 'approved' },
  refuse: { from: ['proposed'], to: 'refused' },
  withdraw: { from: ['proposed'], to: 'withdrawn' },
  lapse: { from: ['proposed'], to: 'lapsed' },
} as const satisfies Steps<CorrectionState>;

/**
 * What is owed on a guarded account is what payments, earnings and exceptions say of it, each of its share. An entry by
 * hand would leave one of them with money that is gone, or money that none of them ever moves.
 */
const isCorrectable = (account: string): boolean => !isAccount(account) || !isGuarded(codeOf(account));

/** A posting as somebody proposes it. */
const PostingInput = z.strictObject({
  account: z.string().max(200)
    .refine(isAccount, 'must be an account of the chart, such as merchant-receivable:mer_…')
    .refine(isCorrectable, 'is moved by refunds, decisions, completion and settlement alone'),
  amount: Money.refine(({ amount }) => amount !== 0, 'must not be zero'),
});

/** What a correction moves: debits are positive, credits negative. */
export const CorrectionPostings = z.array(PostingInput).min(2).max(maxPostings).refine(
  (postings) =>
    new Set(postings.map(({ account, amount }) => `${account} ${amount.currency}`)).size === postings.length,
  'must name each account once in a currency',
);

/**
 * An entry by hand, which one person proposes and another one approves. Entries are never changed: what was posted wrongly
 * is put right by a further entry.
 */
export interface Correction extends Versioned {
  readonly id: CorrectionId;
  readonly state: CorrectionState;
  readonly postings: readonly Posting[];
  readonly reason: string;
  /** What it puts right: a discrepancy, an entry. */
  readonly corrects: string;
  readonly proposedBy: AccountId;
  readonly proposedAt: Instant;
  /** Until when it can be approved. */
  readonly lapsesAt: Instant;
  /** Who approved or refused it. */
  readonly decidedBy?: AccountId;
  readonly decidedAt?: Instant;
  /** Why it was refused. */
  readonly note?: string;
}

/** @throws Problem correction-unbalanced unless the postings sum to zero in each currency */
export const propose = (
  { id: correctionId, postings, reason, corrects, by }: {
    id: CorrectionId;
    postings: z.output<typeof CorrectionPostings>;
    reason: string;
    corrects: string;
    by: AccountId;
  },
  { decideWithin }: CorrectionTimes,
  now: Instant,
): Change<Correction> => {
  if (!isBalanced(postings as readonly Posting[])) throw new Problem('correction-unbalanced');
  return created<Correction>(
    {
      id: correctionId,
      state: 'proposed',
      postings: postings as readonly Posting[],
      reason,
      corrects,
      proposedBy: by,
      proposedAt: now,
      lapsesAt: after(now, decideWithin),
    },
    correctionProposed({ correctionId, corrects, by, at: now }),
  );
};

/** The entry that a correction posts. It is listed with the shop that it touches, when it touches one. */
export const entryOf = ({ id: correctionId, postings, corrects }: Correction, at: Instant): Entry => {
  const owners = new Set(postings.map(({ account }) => ownerOf(account)).filter((owner) => owner?.startsWith('mer_')));
  const [merchantId, ...others] = owners;
  return {
    id: `correction:${correctionId}`,
    at,
    kind: 'correction',
    ...(merchantId && others.length === 0 && { merchantId: merchantId as Id<'merchant'> }),
    reference: corrects,
    postings,
  };
};

/** Posts it. @throws Problem second-person-needed, illegal-step when it is decided or has lapsed */
export const approve = (
  correction: Correction,
  by: AccountId,
  now: Instant,
): { change: Change<Correction>; entry: Entry } => {
  mustBeAnother(correction, by);
  if (now >= correction.lapsesAt) throw new Problem('illegal-step', 'It has lapsed');
  const entry = entryOf(correction, now);
  const change = step(
    correction,
    'approve',
    { decidedBy: by, decidedAt: now },
    correctionApproved({ correctionId: correction.id, entryId: entry.id, by, at: now }),
  );
  return { change, entry };
};

/** @throws Problem second-person-needed (who proposed it withdraws it), illegal-step */
export const refuse = (correction: Correction, by: AccountId, note: string, now: Instant): Change<Correction> => {
  mustBeAnother(correction, by);
  return step(
    correction,
    'refuse',
    { decidedBy: by, decidedAt: now, note },
    correctionRefused({ correctionId: correction.id, by, note, at: now }),
  );
};

/** By who has proposed it. @throws Problem forbidden, illegal-step */
export const withdraw = (correction: Correction, by: AccountId, now: Instant): Change<Correction> => {
  if (by !== correction.proposedBy) throw new Problem('forbidden');
  return step(correction, 'withdraw', {}, correctionWithdrawn({ correctionId: correction.id, by, at: now }));
};

/** Nobody has decided in time. @throws Problem illegal-step when somebody has */
export const lapse = (correction: Correction, now: Instant): Change<Correction> =>
  step(correction, 'lapse', {}, correctionLapsed({ correctionId: correction.id, at: now }));

const mustBeAnother = ({ proposedBy }: Correction, by: AccountId): void => {
  if (by === proposedBy) throw new Problem('second-person-needed');
};

const step = (
  correction: Correction,
  name: keyof typeof correctionSteps,
  fields: Partial<Correction>,
  ...facts: Parameters<typeof move>[4][]
): Change<Correction> =>
  move<CorrectionState, typeof correctionSteps, Correction>(correctionSteps, correction, name, fields, ...facts);
