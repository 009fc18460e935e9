import * as z from 'zod';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { Instant } from '../kernel/values/clock.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { HoldReason } from '../merchants/public.ts';
import type { Debt } from './debts/debt.ts';
import { lateFrom, PayoutState, type Payout } from './payouts/payout.ts';
import { DiscrepancyKind, type Discrepancy } from './reconciliation/reconciliation.ts';

/** An amount of the provider's, whose currency may be none of ours. */
const Told = z.object({ amount: z.int(), currency: z.string() });

export const discrepancyDesk = desk('discrepancies', {
  summary: "Movements of money on which the provider's statement and the ledger disagree.",
  roles: ['finance', 'admin'],
  shows: z.object({
    date: z.iso.date(),
    kind: DiscrepancyKind,
    type: z.string(),
    reference: z.string(),
    ledger: Told.optional(),
    provider: Told.optional(),
  }),
  sample: {
    date: '2026-11-22',
    kind: 'different',
    type: 'capture',
    reference: 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A-1',
    ledger: { amount: 1999, currency: 'BRL' },
    provider: { amount: 1998, currency: 'BRL' },
  },
  clock: { firstAnswer: 'PT24H', resolution: 'PT72H' },
  escalate: 'admin',
  actions: ['settlement/resolve-discrepancy'],
});

export const discrepancyWaits = waitsAt(
  discrepancyDesk,
  ({ state, foundAt, date, kind, type, reference, currency, ledger, provider }: Discrepancy) =>
    state === 'open'
      ? {
        since: foundAt,
        shows: {
          date,
          kind,
          type,
          reference,
          ...(ledger !== undefined && { ledger: { amount: ledger, currency } }),
          ...(provider !== undefined && { provider: { amount: provider, currency } }),
        },
      }
      : undefined,
);

export const unpaidPayoutDesk = desk('unpaid-payouts', {
  summary: 'Payouts that failed or came back: a merchant is owed the money still.',
  roles: ['finance', 'admin'],
  shows: z.object({
    merchantId: MerchantId,
    statementId: id('statement'),
    amount: Money,
    state: PayoutState.extract(['failed', 'returned']),
    attempt: z.int(),
    failureCode: z.string().optional(),
  }),
  sample: {
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    statementId: 'stm_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    amount: { amount: 17_990, currency: 'BRL' },
    state: 'failed',
    attempt: 1,
    failureCode: 'account-closed',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'PT72H' },
  escalate: 'admin',
  actions: ['settlement/replace-payout'],
});

export const unpaidPayoutWaits = waitsAt(
  unpaidPayoutDesk,
  ({ state, owed, settledAt, merchantId, statementId, amount, attempt, failureCode }: Payout) =>
    owed && (state === 'failed' || state === 'returned')
      ? { since: settledAt!, shows: { merchantId, statementId, amount, state, attempt, failureCode } }
      : undefined,
);

export const latePayoutDesk = desk('late-payouts', {
  summary: 'Payouts that have been on their way for days: the provider does not confirm them, or something holds them.',
  roles: ['finance', 'admin'],
  shows: z.object({
    merchantId: MerchantId,
    statementId: id('statement'),
    amount: Money,
    state: PayoutState.extract(['requested', 'sent']),
    requestedAt: Instant,
    heldBy: z.array(HoldReason).readonly().optional().meta({ description: 'Why it has not been sent' }),
  }),
  sample: {
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    statementId: 'stm_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    amount: { amount: 17_990, currency: 'BRL' },
    state: 'sent',
    requestedAt: '2026-11-22T08:00:00.000Z',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'P7D' },
  escalate: 'admin',
  actions: ['settlement/give-up-payout'],
});

export const latePayoutWaits = waitsAt(latePayoutDesk, (payout: Payout) => {
  const { state, late, merchantId, statementId, amount, requestedAt, heldBy } = payout;
  return late && (state === 'requested' || state === 'sent')
    ? { since: lateFrom(payout), shows: { merchantId, statementId, amount, state, requestedAt, heldBy } }
    : undefined;
});

export const writeOffDesk = /* @__PURE__ */ desk('debt-write-offs', {
  summary: 'Debts of shops that somebody wants written off: whoever did not propose it decides.',
  roles: ['finance', 'admin'],
  shows: z.object({
    merchantId: MerchantId,
    orderId: id('order'),
    amount: Money.meta({ description: 'What is left of the debt' }),
    since: Instant,
    proposedBy: AccountId,
    reason: z.string(),
  }),
  sample: {
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    amount: { amount: 6630, currency: 'BRL' },
    since: '2026-08-01T08:00:00.000Z',
    proposedBy: '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11',
    reason: 'The shop has closed',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'P3D' },
  escalate: 'admin',
  actions: ['settlement/decide-write-off'],
});

export const writeOffWaits = /* @__PURE__ */ waitsAt(
  writeOffDesk,
  ({ merchantId, orderId, outstanding, since, writeOff, state }: Debt) =>
    state === 'write-off-proposed' && writeOff
      ? {
        since: writeOff.at,
        shows: { merchantId, orderId, amount: outstanding, since, proposedBy: writeOff.by, reason: writeOff.reason },
      }
      : undefined,
);
