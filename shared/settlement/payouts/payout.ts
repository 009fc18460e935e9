import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../../kernel/store/change.ts';
import { after, type Instant } from '../../kernel/values/clock.ts';
import type { Fact } from '../../kernel/events.ts';
import { derivedId, type Id, type MerchantId } from '../../kernel/values/ids.ts';
import type { Money } from '../../kernel/values/money.ts';
import { Problem } from '../../kernel/problems.ts';
import { payoutRequested as requestedEntry, type Entry, type PayoutPosting } from '../../ledger/public.ts';
import { type HoldReason, payoutHold, type Merchant } from '../../merchants/public.ts';
import type { PayoutReport, Sending, Twice } from '../../payments/public.ts';
import { payoutRequested } from '../events.ts';
import { askPayoutAfter, lateAfter } from '../policy.ts';

export type PayoutId = Id<'payout'>;
export type PayoutState = z.infer<typeof PayoutState>;
export const PayoutState = z.enum(['requested', 'sent', 'paid', 'failed', 'returned', 'replaced']);

/**
 * A payout that came to nothing is never sent again: finance replaces it by another, with a reference of its own. The
 * provider may take back its word: what failed is paid after all, also when it has been replaced; what was paid comes
 * back, as a return or as a failure that is told late.
 */
export const payoutSteps = {
  send: { from: ['requested'], to: 'sent' },
  pay: { from: ['requested', 'sent', 'failed', 'replaced'], to: 'paid' },
  fail: { from: ['requested', 'sent'], to: 'failed' },
  return: { from: ['requested', 'sent', 'paid', 'failed'], to: 'returned' },
  replace: { from: ['failed', 'returned'], to: 'replaced' },
} as const satisfies Steps<PayoutState>;

/** Money on its way to a merchant's bank account. */
export interface Payout extends Versioned {
  /** Also our reference at the provider, and its idempotency key. */
  readonly id: PayoutId;
  readonly merchantId: MerchantId;
  readonly statementId: Id<'statement'>;
  readonly amount: Money;
  /** The provider's token of the verified account. */
  readonly account: string;
  /** The provider that pays. */
  readonly provider: string;
  readonly state: PayoutState;
  /** Counts from 1. */
  readonly attempt: number;
  readonly requestedAt: Instant;
  /** From when the provider is asked about it, while it waits. Moves on with each look. */
  readonly askAgainAt: Instant;
  /** What held it when it was looked at last, and had not been sent. */
  readonly heldBy?: readonly HoldReason[] | undefined;
  /** It was without an end at a look when it should have had one: a person looks after it. */
  readonly late?: true | undefined;
  readonly settledAt?: Instant;
  readonly failureCode?: string;
  /** It was paid and has come back, also when it has been replaced since. */
  readonly cameBack?: true;
  /** Whether another has been made after it, whatever became of either since. */
  readonly replaced?: true;
  /** It was paid while another payout had the money. */
  readonly twice?: Twice | undefined;
  /** It failed or came back, and the merchant has none of the statement's money: by this one he is to be paid again. */
  readonly owed?: true | undefined;
  /** What the provider has said that goes with nothing of this; a person has been told. */
  readonly contradictions?: readonly string[];
}

/** A first payout, and the entry that accounts for it. */
export interface PayoutMove {
  readonly change: Change<Payout>;
  readonly entries: readonly Entry[];
}

/** A statement's payouts have ids that follow from it, so that none is made twice. */
export const payoutIdOf = (statementId: Id<'statement'>, attempt: number): PayoutId =>
  derivedId('payout', `${statementId} ${attempt}`);

type Request = Pick<Payout, 'merchantId' | 'statementId' | 'amount' | 'account' | 'provider' | 'attempt'>;

/** Sets the money apart; a job then asks the provider. */
export const requestPayout = (request: Request, now: Instant): PayoutMove => {
  const id = payoutIdOf(request.statementId, request.attempt);
  const change = created<Payout>(
    { ...request, id, state: 'requested', requestedAt: now, askAgainAt: after(now, askPayoutAfter) },
    payoutRequested(about({ ...request, id }, now)),
  );
  return { change, entries: [requestedEntry(posting(change.after), now)] };
};

/** There was no news of a payout that we have asked about, or its shop's payouts are held. */
export const askPayoutLater = (payout: Payout, shop: Merchant, now: Instant): Change<Payout> => {
  const reasons = payout.state === 'requested' ? payoutHold(shop, now).map(({ reason }) => reason) : [];
  return changed<Payout>(payout, {
    askAgainAt: after(now, askPayoutAfter),
    heldBy: reasons.length > 0 ? reasons : undefined,
    late: lateFrom(payout) <= now || undefined,
  });
};

/** From when on it is late. */
export const lateFrom = ({ requestedAt }: Pick<Payout, 'requestedAt'>): Instant => after(requestedAt, lateAfter);

/** @throws Problem illegal-step unless it has waited too long, and waits still */
export const mustBeLate = (payout: Payout): void => {
  if (!isUnderWay(payout.state) || !payout.late) throw new Problem('illegal-step', 'It is not late');
};

/** How payouts are listed: what is requested and held stands apart from what is going to be sent. */
export type PayoutStanding = z.infer<typeof PayoutStanding>;
export const PayoutStanding = z.enum([...PayoutState.options, 'held']);
export const standingOf = ({ state, heldBy }: Pick<Payout, 'state' | 'heldBy'>): PayoutStanding =>
  state === 'requested' && heldBy ? 'held' : state;

/** Whether a payout that stands so has still to be paid. */
export const isUnderWay = (standing: PayoutStanding): boolean =>
  standing === 'requested' || standing === 'held' || standing === 'sent';

/**
 * Whether a payout may be sent: not while its merchant's payouts are held, and never to an account that is not the
 * merchant's any more.
 */
export const sendingOf = ({ account }: Pick<Payout, 'account'>, shop: Merchant, now: Instant): Sending => {
  if (shop.payoutAccount?.token !== account) return 'never';
  return payoutHold(shop, now).length > 0 ? 'later' : 'now';
};

/** Whether the money of a statement is with one of its payouts: on its way, or with the merchant. */
export const hasMoney = ({ state }: Pick<Payout, 'state'>): boolean =>
  state === 'requested' || state === 'sent' || state === 'paid';

/**
 * How often a statement's money has to be paid again. Of those who were paid twice, one payment of two does not count: it
 * is claimed, has been paid back, or is borne by the platform. Who has paid one back, and to whom both have come back
 * after that, has neither the statement's money nor his own.
 */
const timesOwed = (all: readonly Payout[]): number =>
  1 + all.filter(({ twice }) => twice).length - all.filter(hasMoney).length;

/** Whether the merchant has or gets none of a statement's money. */
export const isUnpaid = (all: readonly Payout[]): boolean => timesOwed(all) > 0;

/**
 * All payouts of a statement as a decision leaves them: what the merchant has to be paid again, the last of those that
 * came to nothing owe.
 */
export const owing = (changes: readonly Change<Payout>[]): Change<Payout>[] => {
  const all = changes.map(({ after }) => after);
  const ended = all.filter(({ state }) => state === 'failed' || state === 'returned');
  const last = ended.toSorted((a, b) => b.attempt - a.attempt).slice(0, timesOwed(all));
  return changes.map((change) => ({
    ...change,
    after: { ...change.after, owed: last.includes(change.after) || undefined },
  }));
};

/** Whether the provider says that it has paid a payout, or may still pay it. */
export const mayBePaid = ({ id }: Payout, words: readonly PayoutReport[]): boolean =>
  words.some(({ reference, status }) => reference === id && (status === 'paid' || status === 'pending'));

/**
 * Tries again, to the account that is verified now: a new payout, which knows nothing of how the old one ended.
 * @param others all other payouts of its statement: one of them may have the money after all
 * @throws Problem illegal-step unless it failed or was returned, and no other has the money
 */
export const replacePayout = (
  payout: Payout,
  others: readonly Payout[],
  account: string,
  now: Instant,
): { changes: readonly Change<Payout>[]; next: PayoutMove } => {
  const replaced = step(payout, 'replace', { replaced: true });
  if (!isUnpaid([payout, ...others])) {
    const paying = others.find(hasMoney);
    throw new Problem('illegal-step', `${paying?.id} of the same statement is ${paying?.state}`);
  }
  const { merchantId, statementId, amount, provider } = payout;
  const attempt = Math.max(payout.attempt, ...others.map((other) => other.attempt)) + 1;
  const next = requestPayout({ merchantId, statementId, amount, provider, account, attempt }, now);
  return {
    changes: owing([replaced, ...others.map((other) => changed<Payout>(other, { replaced: true })), next.change]),
    next,
  };
};

/** One step of a payout's life. @throws Problem illegal-step */
export const step = (
  payout: Payout,
  name: keyof typeof payoutSteps,
  fields: Partial<Payout>,
  ...facts: Fact[]
): Change<Payout> =>
  move<PayoutState, typeof payoutSteps, Payout>(payoutSteps, payout, name, { heldBy: undefined, ...fields }, ...facts);

/** What every fact of a payout says. */
export const about = (
  { id, merchantId, statementId, amount }: Pick<Payout, 'id' | 'merchantId' | 'statementId' | 'amount'>,
  at: Instant,
) => ({ payoutId: id, merchantId, statementId, amount, at });

export const posting = ({ id, merchantId, amount, provider }: Payout): PayoutPosting => ({
  payoutId: id,
  merchantId,
  amount,
  provider,
});

/**
 * All other payouts of its statement. Their ids follow from the statement, so none is missed; hardly any statement has
 * more than one.
 */
export const othersOf = async (
  { id, statementId, attempt, replaced }: Payout,
  read: (id: PayoutId) => Promise<Payout | undefined>,
): Promise<Payout[]> => {
  const others: Payout[] = [];
  for (let n = 1; n <= attempt || replaced; n += 1) {
    const other = await read(payoutIdOf(statementId, n));
    if (!other) break;
    if (other.id !== id) others.push(other);
  }
  return others;
};
