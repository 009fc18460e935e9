import * as z from 'zod';
import { invoices, invoicesBy } from '../../shared/invoices/store.ts';
import { InvoicePage } from '../../shared/invoices/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the invoices and credit notes that the shop has issued, newest first.',
  route: 'GET /v1/invoices',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: InvoicePage },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [invoices.byIssuer],
}, async ({ input, caller }) => invoices.byIssuer(invoicesBy(await shopOf(caller)), { ...input, newestFirst: true }));
