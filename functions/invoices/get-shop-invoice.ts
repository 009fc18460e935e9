import * as z from 'zod';
import { InvoiceId, ofShop } from '../../shared/invoices/invoice.ts';
import { invoices } from '../../shared/invoices/store.ts';
import { InvoiceView, invoiceView } from '../../shared/invoices/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Shows an invoice that the shop has issued or got, line by line.',
    route: 'GET /v1/invoices/{invoiceId}',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ invoiceId: InvoiceId }),
    answer: { 200: InvoiceView },
    problems: ['no-shop', 'not-found'],
    touches: [invoices.need],
  },
  async ({ input: { invoiceId }, caller }) => invoiceView(ofShop(await invoices.need(invoiceId), await shopOf(caller))),
);
