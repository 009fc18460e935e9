import * as z from 'zod';
import { InvoiceId, mustBeReady, ofShop } from '../../shared/invoices/invoice.ts';
import { invoiceFiles, invoicePath, invoices } from '../../shared/invoices/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Gives the file of an invoice that the shop has issued or got: an address good for 15 minutes.',
  route: 'GET /v1/invoices/{invoiceId}/file',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ invoiceId: InvoiceId }),
  answer: { 200: z.object({ url: z.url() }) },
  problems: ['no-shop', 'not-found', 'invoice-not-ready'],
  touches: [invoices.need, invoiceFiles.link],
}, async ({ input: { invoiceId }, caller }) => {
  const invoice = mustBeReady(ofShop(await invoices.need(invoiceId), await shopOf(caller)));
  return { url: await invoiceFiles.link(invoicePath(invoice)) };
});
