/** Invoices and the credit notes that take something of them back. What one says never changes; only its number and file come later. */
import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { derivedId, id, type AccountId, type Id, type MerchantId } from '../kernel/values/ids.ts';
import { allocate, money, negate, subtract, sum, type Currency, type Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import type { LocalText } from '../kernel/values/text.ts';
import { invoiceDrawnUp, invoiceFiled, invoiceNumbered, type PaperKind } from './events.ts';
import type { InvoiceKind, InvoiceTitle } from './title.ts';

export type InvoiceId = Id<'invoice'>;
export const InvoiceId = id('invoice');

export type InvoiceState = z.infer<typeof InvoiceState>;
export const InvoiceState = z.enum(['invoice-unnumbered', 'invoice-numbered', 'invoice-ready']);

/** A job numbers it, and another makes its file; what they cannot do is tried again, then parked for a person. */
export const invoiceSteps = {
  number: { from: ['invoice-unnumbered'], to: 'invoice-numbered' },
  file: { from: ['invoice-numbered'], to: 'invoice-ready' },
} as const satisfies Steps<InvoiceState>;

/** Who issues it. Each issuer counts its numbers by itself. */
export interface Issuer {
  readonly id: MerchantId | 'platform';
  readonly name: string;
  readonly taxNumber?: string | undefined;
}

/** To whom it is made out. Of a shop that has said nothing of its invoices, its name alone is known. */
export type Receiver = Omit<InvoiceTitle, 'country'> & { readonly country?: InvoiceTitle['country'] | undefined };

/** One line: net and tax sum to gross. On a credit note all of them are negative. */
export interface InvoiceLine {
  readonly text: LocalText;
  readonly quantity?: number | undefined;
  /** Basis points, of the net amount. */
  readonly rate: number;
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
}

export interface Invoice extends Versioned {
  readonly id: InvoiceId;
  readonly what: z.infer<typeof PaperKind>;
  readonly kind: InvoiceKind;
  readonly state: InvoiceState;
  readonly issuer: Issuer;
  readonly to: Receiver;
  /** Whose order it is of, or whom the platform invoices. */
  readonly merchantId: MerchantId;
  readonly buyerId?: AccountId | undefined;
  readonly orderId?: Id<'order'> | undefined;
  /** Of the platform's invoice to a shop: for what it is. */
  readonly month?: string | undefined;
  readonly lines: readonly InvoiceLine[];
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  readonly drawnUpAt: Instant;
  readonly number?: string | undefined;
  readonly numberedAt?: Instant | undefined;
  /** Of a credit note: the invoice that it takes something of back. */
  readonly of?: { readonly invoiceId: InvoiceId; readonly number?: string | undefined } | undefined;
  readonly refundId?: Id<'refund'> | undefined;
  /** Minor units that had gone back to the buyer before it was drawn up: they are none of its lines. */
  readonly givenBefore?: number | undefined;
  /** Of an invoice: its credit notes. */
  readonly credits: readonly { readonly invoiceId: InvoiceId; readonly gross: Money }[];
  /** Minor units of each line that credit notes have taken back. */
  readonly credited: readonly number[];
}

/** The tax that is in a gross amount; what is left is the net. Grows with the amount, never by more than it. */
export const taxIn = (gross: Money, rate: number): Money => {
  // net = gross × 10000 ÷ (10000 + rate), rounded half up, in integers.
  const whole = BigInt(10_000 + rate);
  const size = BigInt(Math.abs(gross.amount));
  const net = Number((size * 20_000n + whole) / (2n * whole));
  return subtract(gross, money(gross.amount < 0 ? -net : net, gross.currency));
};

/** What was sold, before it is told apart into net and tax. */
export interface Priced {
  readonly text: LocalText;
  readonly quantity?: number | undefined;
  readonly gross: Money;
}

const taxed = ({ text, quantity, gross }: Priced, rate: number): InvoiceLine => {
  const tax = taxIn(gross, rate);
  return { text, quantity, rate, gross, tax, net: subtract(gross, tax) };
};

const totals = (lines: readonly InvoiceLine[], currency: Currency) => ({
  net: sum(lines.map(({ net }) => net), currency),
  tax: sum(lines.map(({ tax }) => tax), currency),
  gross: sum(lines.map(({ gross }) => gross), currency),
});

const drawnUp = (invoice: Omit<Invoice, 'version' | 'net' | 'tax' | 'gross' | 'state'>, currency: Currency) => {
  const sums = totals(invoice.lines, currency);
  const { id: invoiceId, what, issuer, merchantId, buyerId, orderId, drawnUpAt: at } = invoice;
  return created<Invoice>(
    { ...invoice, ...sums, state: 'invoice-unnumbered' },
    invoiceDrawnUp({ invoiceId, what, issuer: issuer.id, merchantId, buyerId, orderId, at, gross: sums.gross }),
  );
};

type Drawing =
  & Pick<Invoice, 'id' | 'kind' | 'issuer' | 'to' | 'merchantId' | 'buyerId' | 'orderId' | 'givenBefore'>
  & { readonly sold: readonly Priced[]; readonly rate: number; readonly paid: Money };

/**
 * Draws up an invoice of what was sold, as far as it was paid: what had gone back before is taken off the lines by what
 * each cost, to the last cent.
 */
export const drawUp = ({ sold, rate, paid, ...invoice }: Drawing, now: Instant): Change<Invoice> => {
  const parts = allocate(paid, sold.map(({ gross }) => gross.amount));
  const lines = sold.map((line, i) => taxed({ ...line, gross: parts[i]! }, rate)).filter(({ gross }) =>
    gross.amount > 0
  );
  return drawnUp(
    { ...invoice, what: 'invoice', lines, drawnUpAt: now, credits: [], credited: lines.map(() => 0) },
    paid.currency,
  );
};

type DrawingForShop =
  & Pick<Invoice, 'id' | 'issuer' | 'to' | 'merchantId' | 'month'>
  & { readonly sold: readonly [Priced, ...Priced[]]; readonly rate: number };

/** Draws up the platform's invoice to a shop; a credit note where its lines come to less than nothing. */
export const drawUpForShop = ({ sold, rate, ...invoice }: DrawingForShop, now: Instant): Change<Invoice> => {
  const { currency } = sold[0].gross;
  const lines = sold.map((line) => taxed(line, rate));
  return drawnUp({
    ...invoice,
    what: totals(lines, currency).gross.amount < 0 ? 'credit-note' : 'invoice',
    kind: invoice.to.taxNumber ? 'special' : 'ordinary',
    lines,
    drawnUpAt: now,
    credits: [],
    credited: lines.map(() => 0),
  }, currency);
};

const creditedOf = ({ credited }: Invoice): number => credited.reduce((all, one) => all + one, 0);

/**
 * What a refund takes back of an invoice: its amount, as far as more has gone back since the invoice was drawn up than its
 * credit notes say. So a refund that had to be given another time counts once, and one from before not at all.
 * @param given minor units of the order's share that have gone back, are on their way or are owed
 */
export const creditFor = (invoice: Invoice, refund: Money, given: number): Money => {
  const { gross, givenBefore = 0 } = invoice;
  const since = Math.min(given - givenBefore, gross.amount) - creditedOf(invoice);
  return money(Math.max(0, Math.min(refund.amount, since)), gross.currency);
};

/** Takes an amount of an invoice back, by what is left of each line: its last one leaves neither net nor tax. */
export const creditNote = (
  invoice: Invoice,
  refundId: Id<'refund'>,
  amount: Money,
  now: Instant,
): { readonly invoice: Change<Invoice>; readonly note: Change<Invoice> } => {
  const { currency } = amount;
  const left = invoice.lines.map(({ gross }, i) => gross.amount - invoice.credited[i]!);
  const back = allocate(amount, left);
  const lines = invoice.lines.map((line, i): InvoiceLine => {
    const before = money(left[i]!, currency);
    const gross = back[i]!;
    const tax = subtract(taxIn(before, line.rate), taxIn(subtract(before, gross), line.rate));
    return {
      text: line.text,
      rate: line.rate,
      gross: negate(gross),
      tax: negate(tax),
      net: negate(subtract(gross, tax)),
    };
  }).filter(({ gross }) => gross.amount < 0);
  const id = derivedId('invoice', refundId);
  const { kind, issuer, to, merchantId, buyerId, orderId, number } = invoice;
  return {
    invoice: changed<Invoice>(invoice, {
      credited: invoice.credited.map((already, i) => already + back[i]!.amount),
      credits: [...invoice.credits, { invoiceId: id, gross: negate(amount) }],
    }),
    note: drawnUp({
      id,
      what: 'credit-note',
      kind,
      issuer,
      to,
      merchantId,
      buyerId,
      orderId,
      refundId,
      lines,
      of: { invoiceId: invoice.id, number },
      drawnUpAt: now,
      credits: [],
      credited: [],
    }, currency),
  };
};

const told = ({ id: invoiceId, what, issuer, merchantId, buyerId, orderId }: Invoice, number: string, at: Instant) => ({
  invoiceId,
  what,
  issuer: issuer.id,
  merchantId,
  buyerId,
  orderId,
  number,
  at,
});

/** Gives it its number, for good; a credit note also learns that of its invoice. @throws Problem illegal-step */
export const numberInvoice = (
  invoice: Invoice,
  number: string,
  ofNumber: string | undefined,
  now: Instant,
): Change<Invoice> =>
  move<InvoiceState, typeof invoiceSteps, Invoice>(
    invoiceSteps,
    invoice,
    'number',
    { number, numberedAt: now, of: invoice.of && { ...invoice.of, number: ofNumber } },
    invoiceNumbered(told(invoice, number, now)),
  );

/** Its file is there. @throws Problem illegal-step */
export const fileInvoice = (invoice: Invoice, now: Instant): Change<Invoice> =>
  move<InvoiceState, typeof invoiceSteps, Invoice>(
    invoiceSteps,
    invoice,
    'file',
    {},
    invoiceFiled(told(invoice, invoice.number!, now)),
  );

/** @throws Problem invoice-not-ready before its file can be downloaded */
export const mustBeReady = (invoice: Invoice): Invoice => {
  if (invoice.state !== 'invoice-ready') throw new Problem('invoice-not-ready');
  return invoice;
};

/** The invoice, if it is for this buyer. @throws Problem not-found */
export const forBuyer = (invoice: Invoice, buyerId: AccountId): Invoice => {
  if (invoice.buyerId !== buyerId) throw new Problem('not-found');
  return invoice;
};

/** The invoice, if this shop issued it or got it. @throws Problem not-found */
export const ofShop = (invoice: Invoice, merchantId: MerchantId): Invoice => {
  if (invoice.merchantId !== merchantId) throw new Problem('not-found');
  return invoice;
};
