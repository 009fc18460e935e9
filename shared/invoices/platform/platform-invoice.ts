/** What the platform invoices a shop for a month: the commission that the books say it has earned there. */
import type { Change } from '../../kernel/store/change.ts';
import { dateAfter, type Calendar } from '../../kernel/values/calendar.ts';
import { utcDateOf, type Instant } from '../../kernel/values/clock.ts';
import { derivedId, type MerchantId } from '../../kernel/values/ids.ts';
import { money, type Currency } from '../../kernel/values/money.ts';
import type { Entry } from '../../ledger/public.ts';
import { drawUpForShop, type Invoice, type InvoiceId, type Receiver } from '../invoice.ts';
import type { PlatformInvoices } from '../rulebooks.ts';

/** The month before the one that a date is of: `2026-11`. */
export const monthBefore = (date: string): string => dateAfter(`${date.slice(0, 7)}-01`, -1).slice(0, 7);

/** The month after. */
export const monthAfter = (month: string): string => dateAfter(`${month}-01`, 31).slice(0, 7);

/** From its first moment up to the next month's. */
export const spanOf = (month: string, calendar: Calendar): { readonly from: Instant; readonly to: Instant } => ({
  from: calendar.startOf(`${month}-01`),
  to: calendar.startOf(`${monthAfter(month)}-01`),
});

/** What the times of its entries start with: the same month in UTC, and the days that its zone has beside it. */
export const beginningsOf = (month: string, { from, to }: { readonly from: Instant; readonly to: Instant }): string[] =>
  [...new Set([utcDateOf(from), month, utcDateOf(to)])].filter((one) => one === month || !one.startsWith(month));

/** What the books say of a shop's month. */
export interface Earned {
  /** Minor units of commission on what was sold, and of what sales that were given back have undone. */
  readonly commission: number;
  readonly undone: number;
  readonly orders: number;
  readonly reversals: number;
}
export const nothingEarned: Earned = { commission: 0, undone: 0, orders: 0, reversals: 0 };

/** The same with one more entry, where that is of the span and of commission. */
export const withEntry = (
  earned: Earned,
  { at, kind, postings }: Entry,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Earned => {
  if (at < from || at >= to) return earned;
  const by = postings.reduce((all, { account, amount }) => all - (account === 'commission' ? amount.amount : 0), 0);
  if (kind === 'earn') return { ...earned, commission: earned.commission + by, orders: earned.orders + 1 };
  if (by === 0) return earned;
  return { ...earned, undone: earned.undone + by, reversals: earned.reversals + 1 };
};

/** A shop has one for a month, whoever draws it up and however often. */
export const platformInvoiceOf = (merchantId: MerchantId, month: string): InvoiceId =>
  derivedId('invoice', `${merchantId} ${month}`);

/**
 * The platform's invoice to a shop for a month; a credit note where more was given back than was earned. Nothing where
 * the month comes to nothing.
 */
export const invoiceMonth = (
  shop: { readonly merchantId: MerchantId; readonly to: Receiver; readonly currency: Currency },
  month: string,
  earned: Earned,
  { name, taxNumber, rate }: PlatformInvoices,
  now: Instant,
): Change<Invoice> | undefined => {
  if (earned.commission + earned.undone === 0) return undefined;
  const [first, ...others] = [
    {
      text: { en: `Commission of ${month}, orders: ${earned.orders}`, zh: `${month} 佣金，订单 ${earned.orders} 笔` },
      amount: earned.commission,
    },
    {
      text: {
        en: `Commission given back in ${month}, refunds: ${earned.reversals}`,
        zh: `${month} 退还佣金，退款 ${earned.reversals} 笔`,
      },
      amount: earned.undone,
    },
  ].filter(({ amount }) => amount !== 0).map(({ text, amount }) => ({ text, gross: money(amount, shop.currency) }));
  return drawUpForShop({
    id: platformInvoiceOf(shop.merchantId, month),
    issuer: { id: 'platform', name, taxNumber: taxNumber || undefined },
    to: shop.to,
    merchantId: shop.merchantId,
    month,
    sold: [first!, ...others],
    rate,
  }, now);
};
