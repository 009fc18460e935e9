import * as z from 'zod';
import { RequestState } from '../../shared/invoices/request.ts';
import { invoiceRequests, merchantRequests } from '../../shared/invoices/store.ts';
import { RequestPage } from '../../shared/invoices/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the requests for invoices of the shop's orders in one state, those that have waited longest first.",
    route: 'GET /v1/invoice-requests',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ state: RequestState, ...pageInput }),
    answer: { 200: RequestPage },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [invoiceRequests.ofMerchant],
  },
  async ({ input: { state, ...page }, caller }) =>
    invoiceRequests.ofMerchant(merchantRequests(await shopOf(caller), state), page),
);
