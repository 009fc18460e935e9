import * as z from 'zod';
import { forBuyer, InvoiceId, mustBeReady } from '../../shared/invoices/invoice.ts';
import { invoiceFiles, invoicePath, invoices } from '../../shared/invoices/store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Gives the file of one of the buyer's invoices: an address good for 15 minutes.",
  route: 'GET /v1/invoices/{invoiceId}/file',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ invoiceId: InvoiceId }),
  answer: { 200: z.object({ url: z.url() }) },
  problems: ['not-found', 'invoice-not-ready'],
  touches: [invoices.need, invoiceFiles.link],
}, async ({ input: { invoiceId }, caller }) => {
  const invoice = mustBeReady(forBuyer(await invoices.need(invoiceId), caller.accountId));
  return { url: await invoiceFiles.link(invoicePath(invoice)) };
});
