import * as z from 'zod';
import { InvoiceId, mustBeReady } from '../../shared/invoices/invoice.ts';
import { invoiceFiles, invoicePath, invoices } from '../../shared/invoices/store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Gives the file of an invoice, whoever issued it: an address good for 15 minutes.',
  route: 'GET /v1/invoices/{invoiceId}/file',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: true,
  input: z.strictObject({ invoiceId: InvoiceId }),
  answer: { 200: z.object({ url: z.url() }) },
  problems: ['not-found', 'invoice-not-ready'],
  touches: [invoices.need, invoiceFiles.link],
}, async ({ input: { invoiceId } }) => {
  const invoice = mustBeReady(await invoices.need(invoiceId));
  return { url: await invoiceFiles.link(invoicePath(invoice)) };
});
