import * as z from 'zod';
import { invoices, invoicesBy } from '../../shared/invoices/store.ts';
import { InvoicePage } from '../../shared/invoices/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../shared/kernel/store/page.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Lists the invoices and credit notes that a shop has issued, newest first.',
    route: 'GET /v1/merchants/{merchantId}/invoices',
    audience: 'operator',
    callers: ['finance', 'admin'],
    input: z.strictObject({ merchantId: MerchantId, ...pageInput }),
    answer: { 200: InvoicePage },
    problems: ['invalid-cursor'],
    touches: [invoices.byIssuer],
  },
  ({ input: { merchantId, ...page } }) => invoices.byIssuer(invoicesBy(merchantId), { ...page, newestFirst: true }),
);
