/** The numbers of an issuer's invoices of a year: each once, and none left out. */
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { numberInvoice, type Invoice, type InvoiceId, type Issuer } from './invoice.ts';

/** The last number that an issuer has given in a year. */
export interface NumberBook extends Versioned {
  readonly last: number;
}

export const bookOf = (issuer: Issuer['id'], year: string): string => `${issuer}#${year}`;

/** Invoices that get their numbers in one transaction: each is two of its changes. */
export const numberedAtOnce = 20;

/**
 * Gives the next numbers to those that have none, the oldest first; a credit note only after its invoice.
 * @param numberOf the number of an invoice that has one already
 * @returns nothing when all have theirs
 */
export const numberAll = (
  book: NumberBook | undefined,
  { issuer, year }: { readonly issuer: Issuer['id']; readonly year: string },
  waiting: readonly Invoice[],
  numberOf: (id: InvoiceId) => string | undefined,
  now: Instant,
): { readonly book: Change<NumberBook>; readonly invoices: readonly Change<Invoice>[] } | undefined => {
  let last = book?.last ?? 0;
  const given = new Map<InvoiceId, string>();
  const invoices: Change<Invoice>[] = [];
  const oldestFirst = waiting.filter(({ state }) => state === 'invoice-unnumbered').toSorted((a, b) =>
    a.drawnUpAt === b.drawnUpAt ? Number(Boolean(a.of)) - Number(Boolean(b.of)) : a.drawnUpAt < b.drawnUpAt ? -1 : 1
  );
  for (const invoice of oldestFirst) {
    if (invoices.length === numberedAtOnce) break;
    const { of } = invoice;
    const ofNumber = of && (of.number ?? given.get(of.invoiceId) ?? numberOf(of.invoiceId));
    if (of && !ofNumber) continue;
    last += 1;
    const number = `${year}-${String(last).padStart(8, '0')}`;
    given.set(invoice.id, number);
    invoices.push(numberInvoice(invoice, number, ofNumber, now));
  }
  if (invoices.length === 0) return undefined;
  return {
    book: book ? changed<NumberBook>(book, { last }) : created<NumberBook>({ id: bookOf(issuer, year), last }),
    invoices,
  };
};
