import * as z from 'zod';
import { Month } from '../kernel/values/calendar.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { page } from '../kernel/store/page.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import { localText } from '../kernel/values/text.ts';
import { InvoiceEnd, PaperKind } from './events.ts';
import { InvoiceId, InvoiceState, type Invoice } from './invoice.ts';
import { RequestId, RequestState, type InvoiceRequest } from './request.ts';
import { InvoiceKind, InvoiceTitle } from './title.ts';

const Row = {
  id: RequestId,
  orderId: id('order'),
  state: RequestState,
  kind: InvoiceKind,
  requestedAt: Instant,
  byShop: z.boolean().optional().meta({ description: 'Whether the shop issues it itself' }),
  dueAt: Instant.optional().meta({ description: 'Until when its present wait lasts; then it goes on by itself' }),
  escalatedAt: Instant.optional().meta({ description: 'Since when the platform looks at it' }),
};
export const RequestPage = page(z.object(Row));

/** A request with what the invoice is to say, as buyer, shop and platform see it. */
export type RequestView = z.infer<typeof RequestView>;
export const RequestView = z.object({
  ...Row,
  merchantId: MerchantId,
  title: InvoiceTitle,
  refusal: z.object({ reason: z.string(), at: Instant }).optional(),
  end: InvoiceEnd.optional(),
  invoiceId: InvoiceId.optional(),
}).meta({ id: 'InvoiceRequestView' });
export const requestView = ({ version: _, buyerId: __, termsVersion: ___, ...shown }: InvoiceRequest): RequestView =>
  shown;

/** An invoice or credit note in a list. */
export const InvoiceRow = z.object({
  id: InvoiceId,
  what: PaperKind,
  kind: InvoiceKind,
  state: InvoiceState,
  number: z.string().optional(),
  orderId: id('order').optional(),
  month: Month.optional().meta({ description: "Of the platform's invoice to a shop" }),
  merchantId: MerchantId,
  net: Money,
  tax: Money,
  gross: Money.meta({ description: 'Negative on a credit note' }),
  drawnUpAt: Instant,
  of: z.object({ invoiceId: InvoiceId, number: z.string().optional() }).optional().meta({
    description: 'The invoice that a credit note takes something of back',
  }),
}).meta({ id: 'InvoiceRow' });
export const InvoicePage = page(InvoiceRow);

/** An invoice or credit note, line by line. */
export type InvoiceView = z.infer<typeof InvoiceView>;
export const InvoiceView = InvoiceRow.extend({
  issuer: z.object({ id: z.string(), name: z.string(), taxNumber: z.string().optional() }),
  to: InvoiceTitle.partial({ country: true }),
  numberedAt: Instant.optional(),
  lines: z.array(z.object({
    text: localText(255),
    quantity: z.int().optional(),
    rate: BasisPoints,
    net: Money,
    tax: Money,
    gross: Money,
  })).readonly(),
  credits: z.array(z.object({ invoiceId: InvoiceId, gross: Money })).readonly().meta({
    description: 'The credit notes that take something of it back',
  }),
}).meta({ id: 'InvoiceView' });
export const invoiceView = (invoice: Invoice): InvoiceView => invoice;
