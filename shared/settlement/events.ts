import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';

const ulid = '01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const at = '2026-11-22T08:30:00.000Z';
const brl = (amount: number) => ({ amount, currency: 'BRL' });

const aboutEarning = { orderId: id('order'), merchantId: MerchantId, net: Money, at: Instant };
const earningSample = { orderId: `ord_${ulid}`, merchantId: `mer_${ulid}`, net: brl(6630), at };

/** A completed order's share is the merchant's, and waits for the after-sales window. */
export const earningHeld = event('earning-held', 1, z.object(aboutEarning), earningSample);
/** The after-sales window is over: the next settlement pays it out. */
export const earningReleased = event('earning-released', 1, z.object(aboutEarning), earningSample);

const aboutDebt = { debtId: id('debt'), merchantId: MerchantId, amount: Money, at: Instant };
const debtSample = { debtId: `dbt_${ulid}`, merchantId: `mer_${ulid}`, amount: brl(6630), at };
const by = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11';

/** A sale was given back after a statement had settled it: the shop owes its share, and later statements take it off. */
export const debtIncurred = event(
  'debt-incurred',
  1,
  z.object({ ...aboutDebt, orderId: id('order') }),
  { ...debtSample, orderId: `ord_${ulid}` },
);
/** Somebody finds that what is left of a debt will not be got back: another person decides about it. */
export const writeOffProposed = event('write-off-proposed', 1, z.object({ ...aboutDebt, by: AccountId }), {
  ...debtSample,
  by,
});
/** The platform bears what was left of a debt, or the shop goes on owing it. */
export const writeOffDecided = event(
  'write-off-decided',
  1,
  z.object({ ...aboutDebt, decision: z.enum(['approve', 'refuse']), by: AccountId }),
  { ...debtSample, decision: 'approve', by },
);

/** A merchant's statement; when it could not hold all that was released, there is `more` for another part. */
export const statementIssued = event(
  'statement-issued',
  1,
  z.object({
    statementId: id('statement'),
    merchantId: MerchantId,
    date: z.iso.date(),
    part: z.int(),
    more: z.boolean(),
    /** What it pays, after what the shop owed. */
    net: Money,
    /** None when it pays nothing: all of it was given back to the buyers, or taken off for debts. */
    payoutId: id('payout').optional(),
  }),
  {
    statementId: `stm_${ulid}`,
    merchantId: `mer_${ulid}`,
    date: '2026-11-22',
    part: 1,
    more: true,
    net: brl(6630),
    payoutId: `pot_${ulid}`,
  },
);

const aboutPayout = {
  payoutId: id('payout'),
  merchantId: MerchantId,
  statementId: id('statement'),
  amount: Money,
  at: Instant,
};
const payoutSample = {
  payoutId: `pot_${ulid}`,
  merchantId: `mer_${ulid}`,
  statementId: `stm_${ulid}`,
  amount: brl(6630),
  at,
};

/** A payout waits to be requested from the provider. */
export const payoutRequested = event('payout-requested', 1, z.object(aboutPayout), payoutSample);
export const payoutPaid = event('payout-paid', 1, z.object(aboutPayout), payoutSample);
/** The provider could not pay: finance looks at it. */
export const payoutFailed = event('payout-failed', 1, z.object({ ...aboutPayout, failureCode: z.string() }), {
  ...payoutSample,
  failureCode: 'account-closed',
});
/** The bank has sent the money back after it was paid. */
export const payoutReturned = event('payout-returned', 1, z.object(aboutPayout), payoutSample);

/** The files of a day are in the exports bucket. */
export const settlementExported = event(
  'settlement-exported',
  1,
  z.object({ date: z.iso.date(), files: z.int(), at: Instant }),
  { date: '2026-11-22', files: 4, at },
);

/** The provider's statement and the ledger disagree: a person looks at it. */
export const discrepancyFound = event(
  'discrepancy-found',
  1,
  z.object({
    discrepancyId: id('discrepancy'),
    date: z.iso.date(),
    kind: z.enum(['missing', 'extra', 'different', 'balance']),
    reference: z.string(),
  }),
  { discrepancyId: `dis_${ulid}`, date: '2026-11-21', kind: 'missing', reference: `rfd_${ulid}` },
);
export const discrepancyResolved = event(
  'discrepancy-resolved',
  1,
  z.object({ discrepancyId: id('discrepancy'), note: z.string(), at: Instant }),
  { discrepancyId: `dis_${ulid}`, note: 'booked by hand', at },
);
