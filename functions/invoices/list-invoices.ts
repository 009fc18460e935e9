import * as z from 'zod';
import { invoices, invoicesFor } from '../../shared/invoices/store.ts';
import { InvoicePage } from '../../shared/invoices/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the buyer's invoices and credit notes, newest first.",
  route: 'GET /v1/invoices',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject(pageInput),
  answer: { 200: InvoicePage },
  problems: ['invalid-cursor'],
  touches: [invoices.forReceiver],
}, ({ input, caller }) => invoices.forReceiver(invoicesFor(caller.accountId), { ...input, newestFirst: true }));
