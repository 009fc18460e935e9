import * as z from 'zod';
import { InvoiceId } from '../../shared/invoices/invoice.ts';
import { invoices } from '../../shared/invoices/store.ts';
import { InvoiceView, invoiceView } from '../../shared/invoices/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows an invoice line by line, whoever issued it.',
  route: 'GET /v1/invoices/{invoiceId}',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: true,
  input: z.strictObject({ invoiceId: InvoiceId }),
  answer: { 200: InvoiceView },
  problems: ['not-found'],
  touches: [invoices.need],
}, async ({ input: { invoiceId } }) => invoiceView(await invoices.need(invoiceId)));
