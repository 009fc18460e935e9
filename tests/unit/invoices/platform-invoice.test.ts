import { describe, expect, it } from 'vitest';
import { nextMonth } from '../../../shared/invoices/platform/months.ts';
import {
  beginningsOf,
  invoiceMonth,
  monthAfter,
  monthBefore,
  nothingEarned,
  spanOf,
  withEntry,
} from '../../../shared/invoices/platform/platform-invoice.ts';
import { platformInvoices } from '../../../shared/invoices/rulebooks.ts';
import { calendarOf } from '../../../shared/kernel/values/calendar.ts';
import { instant, type Instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import type { Entry } from '../../../shared/ledger/public.ts';

const now = instant(Date.UTC(2026, 11, 1));
const newId = idsAt(now);
const merchantId = newId('merchant');
const shop = { merchantId, to: { party: 'company', name: 'Blue Teapot Ltd' }, currency: 'CNY' } as const;
const rules = { ...platformInvoices.byDefault, rate: 600 };
const entry = (kind: Entry['kind'], at: string, commission: number): Entry => ({
  id: `${kind}:${at}`,
  at: at as Instant,
  kind,
  postings: [
    { account: 'commission', amount: { amount: -commission, currency: 'CNY' } },
    { account: `merchant-pending:${merchantId}`, amount: { amount: commission, currency: 'CNY' } },
  ],
});
const shanghai = spanOf('2026-11', calendarOf('Asia/Shanghai'));

describe("the platform's invoice to a shop", () => {
  it('is of the month of its zone, to the moment', () => {
    expect(shanghai).toEqual({ from: '2026-10-31T16:00:00.000Z', to: '2026-11-30T16:00:00.000Z' });
    expect(beginningsOf('2026-11', shanghai)).toEqual(['2026-10-31', '2026-11']);
    const west = spanOf('2026-11', calendarOf('America/Sao_Paulo'));
    expect(beginningsOf('2026-11', west)).toEqual(['2026-11', '2026-12-01']);
    const at = [
      '2026-10-31T15:59:59.999Z',
      '2026-10-31T16:00:00.000Z',
      '2026-11-30T15:59:59.999Z',
      '2026-11-30T16:00:00.000Z',
    ];
    const earned = at.reduce((sums, one) => withEntry(sums, entry('earn', one, 100), shanghai), nothingEarned);
    expect(earned).toEqual({ commission: 200, undone: 0, orders: 2, reversals: 0 });
  });

  it('is what the books say: what was earned less what was given back, of whatever month that was sold in', () => {
    const earned = [
      entry('earn', '2026-11-05T00:00:00.000Z', 5900),
      entry('earn-reversed', '2026-11-06T00:00:00.000Z', -900),
      entry('release', '2026-11-07T00:00:00.000Z', 0),
    ].reduce((sums, one) => withEntry(sums, one, shanghai), nothingEarned);
    const { after: invoice } = invoiceMonth(shop, '2026-11', earned, rules, now)!;
    expect(invoice).toMatchObject({ what: 'invoice', month: '2026-11', gross: { amount: 5000, currency: 'CNY' } });
    expect(invoice.lines.map(({ gross }) => gross.amount)).toEqual([5900, -900]);
    expect(invoice.net.amount + invoice.tax.amount).toBe(5000);
  });

  it('is a credit note where more was given back than earned, and none of a month that comes to nothing', () => {
    const back = withEntry(nothingEarned, entry('earn-reversed', '2026-11-06T00:00:00.000Z', -900), shanghai);
    expect(invoiceMonth(shop, '2026-11', back, rules, now)!.after).toMatchObject({
      what: 'credit-note',
      gross: { amount: -900 },
    });
    expect(invoiceMonth(shop, '2026-11', nothingEarned, rules, now)).toBeUndefined();
    const even = { commission: 900, undone: -900, orders: 1, reversals: 1 };
    expect(invoiceMonth(shop, '2026-11', even, rules, now)).toBeUndefined();
  });

  it('is drawn up month after month, also when runs were missed', () => {
    expect([monthBefore('2027-01-15'), monthAfter('2026-12'), monthAfter('2027-01')]).toEqual([
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
    expect(nextMonth(undefined, '2026-11')).toBe('2026-11');
    const done = { id: 'platform', version: 1, upTo: '2026-09' };
    expect(nextMonth(done, '2026-11')).toBe('2026-10');
    expect(nextMonth({ ...done, upTo: '2026-11' }, '2026-11')).toBeUndefined();
  });
});
