import * as z from 'zod';
import { invoices, invoicesFor } from '../../../shared/invoices/store.ts';
import { InvoicePage } from '../../../shared/invoices/views.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the platform's invoices and credit notes to the shop, newest first.",
    route: 'GET /v1/received-invoices',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject(pageInput),
    answer: { 200: InvoicePage },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [invoices.forReceiver],
  },
  async ({ input, caller }) => invoices.forReceiver(invoicesFor(await shopOf(caller)), { ...input, newestFirst: true }),
);
