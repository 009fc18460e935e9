import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import { Currency, Money } from '../kernel/values/money.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import { HoldReason, payoutHold, PayoutHold, type Merchant } from '../merchants/public.ts';
import type { Locale } from '../kernel/values/text.ts';
import { EarningState } from './earning.ts';
import { PayoutState } from './payouts/payout.ts';
import { whyOf } from './payouts/payout-words.ts';
import {
  ClearingBalance,
  DiscrepancyKind,
  DiscrepancyState,
  type Discrepancy,
} from './reconciliation/reconciliation.ts';
import { RunState } from './run.ts';

const totals = { items: Money, freight: Money, commission: Money, net: Money };

const Line = z.object({
  lineId: id('orderLine'),
  skuId: id('sku'),
  quantity: z.int(),
  items: Money,
  freight: Money,
  commissionRate: BasisPoints.describe('Basis points, frozen at the sale'),
  commission: Money,
});

export type EarningRow = z.infer<typeof EarningRow>;
export const EarningRow = z.object({
  orderId: id('order'),
  merchantId: MerchantId,
  state: EarningState,
  ...totals,
  heldAt: Instant,
  releaseAt: Instant,
  disputed: z.boolean().meta({ description: 'Its buyer wants money back: it is held until that is decided' }),
});

export type StatementRow = z.infer<typeof StatementRow>;
export const StatementRow = z.object({
  statementId: id('statement'),
  merchantId: MerchantId,
  date: z.iso.date(),
  part: z.int(),
  currency: Currency,
  orders: z.int(),
  totals: z.object(totals),
  setOff: Money.meta({ description: 'What was taken off for debts of the shop' }),
  paidOut: Money.meta({ description: 'What it pays' }),
  payoutId: id('payout').optional().meta({ description: 'None when there is nothing to pay' }),
  issuedAt: Instant,
});

/** A statement with every line that explains it. */
export const StatementView = StatementRow.extend({
  orderLines: z.array(z.object({ orderId: id('order'), ...totals, refunded: Money, lines: z.array(Line) })),
  deductions: z.array(
    z.object({
      debtId: id('debt'),
      orderId: id('order'),
      refundId: id('refund'),
      amount: Money,
      outstanding: Money.meta({ description: 'What remained to be repaid then' }),
    }),
  ).meta({ description: 'What was taken off for sales that were given back after they had been settled' }),
});

export type PayoutRow = z.infer<typeof PayoutRow>;
export const PayoutRow = z.object({
  payoutId: id('payout'),
  merchantId: MerchantId,
  statementId: id('statement'),
  amount: Money,
  state: PayoutState,
  attempt: z.int(),
  requestedAt: Instant,
  settledAt: Instant.optional(),
  failureCode: z.string().optional(),
  heldBy: z.array(HoldReason).readonly().optional().meta({
    description: 'What held it when it was looked at last, not yet sent',
  }),
});

/** A payout as finance sees it. */
export const PayoutView = PayoutRow.extend({
  provider: z.string(),
  twice: z.enum(['claimed', 'repaid', 'borne']).optional().meta({
    description:
      'It was paid while another had the money: the shop owes it, has paid it back, or the platform bears it',
  }),
  contradictions: z.array(z.string()).meta({ description: 'What the provider has said that goes with nothing else' }),
  others: z.array(PayoutRow).meta({ description: 'All others of the same statement, the first one first' }),
});

/** A payout as its shop sees it. */
export const ShopPayout = PayoutRow.omit({ merchantId: true, heldBy: true }).extend({
  hold: PayoutHold.meta({ description: 'What holds it now, before it is sent' }),
  why: z.string().optional().meta({ description: 'Why it waits or was not paid, in the language asked for' }),
});
export const shopPayout = (
  { merchantId: _, heldBy: __, ...payout }: PayoutRow,
  shop: Merchant,
  locale: Locale,
  now: Instant,
): z.input<typeof ShopPayout> => {
  const hold = payout.state === 'requested' ? payoutHold(shop, now) : [];
  return { ...payout, hold, why: whyOf({ ...payout, hold }, locale) };
};

export type RunRow = z.infer<typeof RunRow>;
export const RunRow = z.object({
  date: z.iso.date(),
  state: RunState,
  merchants: z.int(),
  net: z.array(Money).readonly().optional().meta({
    description: "What the day's statements pay, one amount for each currency; none before they have been exported",
  }),
});

export type DiscrepancyRow = z.infer<typeof DiscrepancyRow>;
export const DiscrepancyRow = z.object({
  discrepancyId: id('discrepancy'),
  date: z.iso.date(),
  kind: DiscrepancyKind,
  state: DiscrepancyState,
  type: z.string(),
  reference: z.string(),
  currency: z.string().meta({ description: "The provider's code: perhaps of a currency that is not traded in" }),
  ledger: z.int().optional(),
  provider: z.int().optional(),
  note: z.string().optional(),
});
export const discrepancyRow = (
  { id: discrepancyId, date, kind, state, type, reference, currency, ledger, provider, resolution }: Discrepancy,
): DiscrepancyRow => ({
  discrepancyId,
  date,
  kind,
  state,
  type,
  reference,
  currency,
  ledger,
  provider,
  note: resolution?.note,
});

export const ReconciliationRow = z.object({
  date: z.iso.date(),
  matched: z.int(),
  missing: z.int(),
  extra: z.int(),
  different: z.int(),
  balance: z.int().meta({ description: 'Closing balances that the movements do not explain' }),
  held: z.array(ClearingBalance).readonly(),
  at: Instant,
});

/** A file of an export, with an address from which it can be fetched for 15 minutes. */
export const ExportLink = z.object({ key: z.string(), bytes: z.int(), url: z.url() });
