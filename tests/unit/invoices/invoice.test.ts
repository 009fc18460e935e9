import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditFor, creditNote, drawUp, taxIn, type Invoice } from '../../../shared/invoices/invoice.ts';
import { invoicePaper } from '../../../shared/invoices/invoice-paper.ts';
import { numberAll } from '../../../shared/invoices/numbering.ts';
import { asTitle, forgetTitle, keepTitle } from '../../../shared/invoices/title.ts';
import { canBeTaxNumber, plainTaxNumber } from '../../../shared/invoices/tax-number.ts';
import { after, hours, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import type { Problem } from '../../../shared/kernel/problems.ts';

const now = instant(Date.UTC(2026, 10, 22));
const newId = idsAt(now);
const cny = (amount: number) => money(amount, 'CNY');
const merchantId = newId('merchant');
const buyerId = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId;
const company = { party: 'company', name: '上海茶具有限公司', country: 'CN', taxNumber: '91310000MA1FL0BQ2X' } as const;
const person = { party: 'person', name: '<script>alert(1)</script> & "Ann"', country: 'BR' } as const;

const drawn = (prices: readonly number[], paid: number, rate = 1300, givenBefore = 0): Invoice =>
  drawUp({
    id: newId('invoice'),
    kind: 'ordinary',
    to: person,
    issuer: { id: merchantId, name: 'Blue Teapot Ltd' },
    merchantId,
    buyerId,
    orderId: newId('order'),
    givenBefore,
    sold: prices.map((price, i) => ({ text: { zh: `茶壶 ${i}`, en: `Pot ${i}` }, quantity: 1, gross: cny(price) })),
    rate,
    paid: cny(paid),
  }, now).after;
const total = (amounts: readonly { amount: number }[]): number => amounts.reduce((all, { amount }) => all + amount, 0);
const add = (of: Invoice, part: 'net' | 'tax' | 'gross'): number => total(of.lines.map((line) => line[part]));

describe('an invoice', () => {
  const anyPrices = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 12 });
  const anyRate = fc.integer({ min: 0, max: 10_000 });

  it('has lines whose net and tax sum to what was paid, whatever had gone back before', () => {
    fc.assert(fc.property(anyPrices, anyRate, fc.double({ min: 0.01, max: 1, noNaN: true }), (prices, rate, part) => {
      const whole = prices.reduce((a, b) => a + b, 0);
      const paid = Math.max(1, Math.round(whole * part));
      const invoice = drawn(prices, paid, rate);
      expect(invoice.gross.amount).toBe(paid);
      expect(add(invoice, 'gross')).toBe(paid);
      expect(add(invoice, 'net') + add(invoice, 'tax')).toBe(paid);
      for (const { net, tax, gross } of invoice.lines) {
        expect(net.amount + tax.amount).toBe(gross.amount);
        expect(tax.amount).toBeGreaterThanOrEqual(0);
      }
    }));
  });

  it('is taken back refund by refund, to exactly nothing and never to less', () => {
    const anyRefunds = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(anyPrices, anyRate, anyRefunds, (prices, rate, refunds) => {
      const paid = prices.reduce((a, b) => a + b, 0);
      let invoice = drawn(prices, paid, rate);
      const notes: Invoice[] = [];
      let given = 0;
      for (const wanted of [...refunds, paid]) {
        const refund = Math.min(wanted, paid - given);
        if (refund === 0) break;
        given += refund;
        const credit = creditFor(invoice, cny(refund), given);
        expect(credit.amount).toBe(refund);
        const { invoice: credited, note } = creditNote(invoice, newId('refund'), credit, now);
        invoice = credited.after;
        notes.push(note.after);
      }
      for (const { lines } of notes) {
        for (const { net, tax, gross } of lines) {
          expect(net.amount + tax.amount).toBe(gross.amount);
          expect(Math.max(net.amount, tax.amount)).toBeLessThanOrEqual(0);
        }
      }
      for (const part of ['net', 'tax', 'gross'] as const) {
        expect(add(invoice, part) + total(notes.flatMap(({ lines }) => lines.map((line) => line[part])))).toBe(0);
      }
      expect(creditFor(invoice, cny(1), paid + 1).amount).toBe(0);
    }));
  });

  it('is not credited for what went back before it, nor twice for a refund that is given another time', () => {
    const invoice = drawn([5000, 5000], 7000, 1300, 3000);
    expect(creditFor(invoice, cny(3000), 3000).amount).toBe(0);
    expect(creditFor(invoice, cny(2000), 5000).amount).toBe(2000);
    const credited = creditNote(invoice, newId('refund'), cny(2000), now).invoice.after;
    expect(creditFor(credited, cny(2000), 5000).amount).toBe(0);
    expect(creditFor(credited, cny(9000), 10_000).amount).toBe(5000);
  });

  it('has as much tax in it as its rate says', () => {
    expect(taxIn(cny(11_300), 1300).amount).toBe(1300);
    expect(taxIn(cny(10_000), 0).amount).toBe(0);
    expect(taxIn(cny(1), 1300).amount).toBe(0);
    expect(taxIn(cny(-11_300), 1300).amount).toBe(-1300);
  });

  it('is a file, also of a title that is a script, and of many lines', async () => {
    const many = drawn(Array.from({ length: 80 }, () => 100), 8000);
    for (const one of [drawn([5000], 5000), { ...many, to: company }]) {
      const pdf = await invoicePaper({ ...one, number: '2026-00000001', numberedAt: now });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.toString('latin1')).not.toContain('/JavaScript');
    }
  });
});

describe('numbers', () => {
  const issuer = { issuer: merchantId, year: '2026' };

  it('follow each other without a gap, the oldest first, and a credit note after its invoice', () => {
    const [first, second] = [drawn([100], 100), { ...drawn([200], 200), drawnUpAt: after(now, hours(1)) }];
    const { note } = creditNote(first, newId('refund'), cny(50), now);
    const { book, invoices } = numberAll(undefined, issuer, [second, note.after, first], () => undefined, now)!;
    expect(invoices.map(({ after: { id, number } }) => [id, number])).toEqual([
      [first.id, '2026-00000001'],
      [note.after.id, '2026-00000002'],
      [second.id, '2026-00000003'],
    ]);
    expect(invoices[1]!.after.of).toEqual({ invoiceId: first.id, number: '2026-00000001' });
    expect(book.after).toMatchObject({ id: `${merchantId}#2026`, last: 3 });
    expect(numberAll(book.after, issuer, [invoices[0]!.after], () => undefined, now)).toBeUndefined();
  });

  it('are not given to a credit note before its invoice has one, and to so many at once as a transaction takes', () => {
    const { note } = creditNote(drawn([100], 100), newId('refund'), cny(50), now);
    expect(numberAll(undefined, issuer, [note.after], () => undefined, now)).toBeUndefined();
    const known = numberAll(undefined, issuer, [note.after], () => '2026-00000007', now)!;
    expect(known.invoices[0]!.after.of?.number).toBe('2026-00000007');
    const many = Array.from({ length: 50 }, () => drawn([100], 100));
    expect(numberAll(undefined, issuer, many, () => undefined, now)!.invoices).toHaveLength(20);
  });
});

describe('a tax number', () => {
  it.each(
    [
      ['CN', 'company', '91350100M000100Y43', true],
      ['CN', 'company', '91350100M000100Y44', false],
      ['BR', 'company', '11.222.333/0001-81', true],
      ['BR', 'company', '11.222.333/0001-82', false],
      ['BR', 'company', '00000000000000', false],
      ['BR', 'person', '529.982.247-25', true],
      ['BR', 'person', '529.982.247-26', false],
      ['DE', 'company', 'DE 123456789', true],
      ['DE', 'company', '123456789', false],
      ['NZ', 'company', '49-091-850', true],
      ['NZ', 'company', '<script>', false],
    ] as const,
  )('of %s, of a %s: %s', (country, party, number, fits) => {
    expect(canBeTaxNumber(country, party, plainTaxNumber(number))).toBe(fits);
  });
});

describe('a title', () => {
  const code = (decide: () => unknown): unknown => {
    try {
      decide();
    } catch (error) {
      return (error as Problem).faults?.[0]?.path;
    }
    return 'allowed';
  };
  const firm = { party: 'company', name: 'Casa', country: 'BR' } as const;

  it('of a company has a tax number, and only a company gets an invoice to deduct from', () => {
    expect(code(() => asTitle(firm, 'ordinary'))).toBe('title.taxNumber');
    expect(code(() => asTitle({ ...firm, taxNumber: '11' }, 'ordinary'))).toBe('title.taxNumber');
    expect(code(() => asTitle(person, 'special'))).toBe('kind');
    expect(code(() => asTitle(person, 'ordinary'))).toBe('allowed');
    expect(asTitle({ ...firm, taxNumber: '11.222.333/0001-81' }, 'special').taxNumber).toBe('11222333000181');
  });

  it('is kept once, the last one first, and can be forgotten', () => {
    const [first, second] = [newId('invoiceTitle'), newId('invoiceTitle')];
    let book = keepTitle(undefined, buyerId, person, first).after;
    book = keepTitle(book, buyerId, { ...company }, second).after;
    book = keepTitle(book, buyerId, person, newId('invoiceTitle')).after;
    expect(book.titles.map(({ id }) => id)).toEqual([first, second]);
    expect(forgetTitle(book, first).after.titles.map(({ id }) => id)).toEqual([second]);
    for (let i = 0; i < 30; i += 1) {
      book = keepTitle(book, buyerId, { ...person, name: `Ann ${i}` }, newId('invoiceTitle')).after;
    }
    expect(book.titles).toHaveLength(20);
  });
});
