import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';

const ulid = '01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const about = {
  requestId: id('invoiceRequest'),
  orderId: id('order'),
  buyerId: AccountId,
  merchantId: MerchantId,
  at: Instant,
};
const sample = {
  requestId: `ivr_${ulid}`,
  orderId: `ord_${ulid}`,
  buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e',
  merchantId: `mer_${ulid}`,
  at: '2026-11-22T08:30:00.000Z',
};

/** A buyer wants an invoice for an order, or has corrected what it is to say before the order is completed. */
export const invoiceRequested = event('invoice-requested', 1, z.object(about), sample);
/** An invoice is to be issued until then; by the shop, where it has said that it does so itself. */
export const invoiceExpected = event(
  'invoice-expected',
  1,
  z.object({ ...about, byShop: z.boolean(), dueAt: Instant }),
  { ...sample, byShop: true, dueAt: '2026-11-29T08:30:00.000Z' },
);
/** What the buyer gave for it is wrong; the buyer corrects it until then. */
export const invoiceRefused = event('invoice-refused', 1, z.object({ ...about, reason: z.string(), dueAt: Instant }), {
  ...sample,
  reason: 'There is no company of this number',
  dueAt: '2026-12-22T08:30:00.000Z',
});
/** The shop has let a buyer wait for an invoice too long: a person of the platform looks at it. */
export const invoiceOverdue = event('invoice-overdue', 1, z.object(about), sample);
export const InvoiceEnd = z.enum(['order-cancelled', 'nothing-left', 'not-corrected']);
/** There will be no invoice, and why. */
export const invoiceRequestClosed = event('invoice-request-closed', 1, z.object({ ...about, why: InvoiceEnd }), {
  ...sample,
  why: 'order-cancelled',
});

export const PaperKind = z.enum(['invoice', 'credit-note']);
const paper = {
  invoiceId: id('invoice'),
  what: PaperKind,
  issuer: z.string(),
  merchantId: MerchantId,
  buyerId: AccountId.optional(),
  orderId: id('order').optional(),
  at: Instant,
};
const paperSample = {
  invoiceId: `inv_${ulid}`,
  what: 'invoice',
  issuer: sample.merchantId,
  merchantId: sample.merchantId,
  buyerId: sample.buyerId,
  orderId: sample.orderId,
  at: sample.at,
};

/** What an invoice or credit note says is settled; it waits for its number. */
export const invoiceDrawnUp = event('invoice-drawn-up', 1, z.object({ ...paper, gross: Money }), {
  ...paperSample,
  gross: { amount: 7219, currency: 'BRL' },
});
/** It has its number, for good, and waits for its file. */
export const invoiceNumbered = event('invoice-numbered', 1, z.object({ ...paper, number: z.string() }), {
  ...paperSample,
  number: '2026-00000001',
});
/** Its file can be downloaded. */
export const invoiceFiled = event('invoice-filed', 1, z.object({ ...paper, number: z.string() }), {
  ...paperSample,
  number: '2026-00000001',
});
/** A shop has said who issues its invoices, and what they say of it. */
export const invoicingChanged = event('invoicing-changed', 1, z.object({ merchantId: MerchantId }), {
  merchantId: sample.merchantId,
});
