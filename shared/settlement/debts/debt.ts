/** What a shop owes of a sale that was given back after a statement had settled it. */
import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { derivedId, id, type AccountId, type Id, type MerchantId } from '../../kernel/values/ids.ts';
import { subtract, sum, type Currency, type Money } from '../../kernel/values/money.ts';
import { Problem } from '../../kernel/problems.ts';
import { claimWrittenOff, type Entry } from '../../ledger/public.ts';
import { debtIncurred, writeOffDecided, writeOffProposed } from '../events.ts';

export type DebtId = Id<'debt'>;
export const DebtId = id('debt');

export type DebtState = z.infer<typeof DebtState>;
export const DebtState = z.enum(['open', 'write-off-proposed', 'repaid', 'written-off']);

/** A debt is repaid also while somebody thinks about writing it off: what is written off is what is left by then. */
export const debtSteps = {
  repay: { from: ['open', 'write-off-proposed'], to: 'repaid' },
  propose: { from: ['open'], to: 'write-off-proposed' },
  keep: { from: ['write-off-proposed'], to: 'open' },
  writeOff: { from: ['write-off-proposed'], to: 'written-off' },
} as const satisfies Steps<DebtState>;

/** What a statement has taken off for a debt. */
export interface SetOff {
  readonly statementId: Id<'statement'>;
  readonly amount: Money;
  readonly at: Instant;
}

export interface Debt extends Versioned {
  readonly id: DebtId;
  readonly merchantId: MerchantId;
  readonly orderId: Id<'order'>;
  /** By which the buyer was given the money back. */
  readonly refundId: Id<'refund'>;
  readonly state: DebtState;
  readonly amount: Money;
  /** What is not repaid yet, or was written off. */
  readonly outstanding: Money;
  readonly since: Instant;
  readonly setOffs: readonly SetOff[];
  /** Who wants it written off, and why; a second person decides. */
  readonly writeOff?: { readonly by: AccountId; readonly at: Instant; readonly reason: string } | undefined;
}

/** The states in which there is something of it to be repaid. */
export const owedStates = ['open', 'write-off-proposed'] as const satisfies readonly DebtState[];
/** Whether there is something of it to be repaid. */
export const isOwed = ({ state }: Pick<Debt, 'state'>): boolean => (owedStates as readonly DebtState[]).includes(state);

/** What is left to be repaid of these debts in one currency. */
export const outstandingOf = (debts: readonly Debt[], currency: Currency): Money =>
  sum(
    debts.filter((debt) => isOwed(debt) && debt.amount.currency === currency).map(({ outstanding }) => outstanding),
    currency,
  );

const about = ({ id: debtId, merchantId }: Pick<Debt, 'id' | 'merchantId'>, at: Instant) => ({
  debtId,
  merchantId,
  at,
});

/** What was given back by one refund is owed once, however often it is told. */
export const incur = (
  { refundId, merchantId, orderId, amount }: Pick<Debt, 'refundId' | 'merchantId' | 'orderId' | 'amount'>,
  now: Instant,
): Change<Debt> => {
  const first = { id: derivedId('debt', refundId), merchantId, orderId, refundId, amount };
  return created<Debt>(
    { ...first, state: 'open', outstanding: amount, since: now, setOffs: [] },
    debtIncurred({ ...about(first, now), orderId, amount }),
  );
};

/** Takes some of it off a statement, which tells of it. @throws Problem illegal-step when nothing is owed any more */
const repay = (debt: Debt, setOff: SetOff): Change<Debt> => {
  const outstanding = subtract(debt.outstanding, setOff.amount);
  const fields = { outstanding, setOffs: [...debt.setOffs, setOff] };
  return outstanding.amount > 0 ? changed<Debt>(debt, fields) : step(debt, 'repay', { ...fields, writeOff: undefined });
};

/**
 * Repays these debts, in their order, out of what a statement comes to, and never more than that: what is left of it can
 * be paid out.
 */
export const takeOff = (
  debts: readonly Debt[],
  statementId: Id<'statement'>,
  net: Money,
  now: Instant,
): { readonly changes: readonly Change<Debt>[]; readonly left: Money } => {
  let left = net;
  const changes = debts.flatMap((debt) => {
    const amount = debt.outstanding.amount < left.amount ? debt.outstanding : left;
    if (amount.amount <= 0) return [];
    left = subtract(left, amount);
    return [repay(debt, { statementId, amount, at: now })];
  });
  return { changes, left };
};

/** Somebody finds that it will not be got back. @throws Problem illegal-step */
export const proposeWriteOff = (debt: Debt, by: AccountId, reason: string, now: Instant): Change<Debt> =>
  step(
    debt,
    'propose',
    { writeOff: { by, at: now, reason } },
    writeOffProposed({ ...about(debt, now), amount: debt.outstanding, by }),
  );

/**
 * Decides about a write-off: the platform bears what is left, or the shop goes on owing it. Who has proposed it may take it
 * back, and never approves it.
 * @throws Problem illegal-step, second-person-needed
 */
export const decideWriteOff = (
  debt: Debt,
  decision: 'approve' | 'refuse',
  by: AccountId,
  now: Instant,
): { readonly change: Change<Debt>; readonly entries: readonly Entry[] } => {
  const decided = writeOffDecided({ ...about(debt, now), decision, amount: debt.outstanding, by });
  if (decision === 'refuse') {
    return { change: step(debt, 'keep', { writeOff: undefined }, decided), entries: [] };
  }
  const change = step(debt, 'writeOff', {}, decided);
  if (debt.writeOff?.by === by) throw new Problem('second-person-needed');
  const { id: subject, merchantId, orderId, outstanding: amount } = debt;
  const claim = {
    subject,
    on: `merchant-debt:${merchantId}`,
    amount,
    about: { orderId, merchantId, reference: subject },
  } as const;
  return { change, entries: [claimWrittenOff(claim, now)] };
};

const step = (
  debt: Debt,
  name: keyof typeof debtSteps,
  fields: Partial<Debt>,
  ...facts: Parameters<typeof move>[4][]
): Change<Debt> => move<DebtState, typeof debtSteps, Debt>(debtSteps, debt, name, fields, ...facts);
