import * as z from 'zod';
import { invoices, invoicesBy } from '../../../shared/invoices/store.ts';
import { InvoicePage } from '../../../shared/invoices/views.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the platform's invoices and credit notes to shops, newest first.",
  route: 'GET /v1/platform-invoices',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: InvoicePage },
  problems: ['invalid-cursor'],
  touches: [invoices.byIssuer],
}, ({ input }) => invoices.byIssuer(invoicesBy('platform'), { ...input, newestFirst: true }));
