import * as z from 'zod';
import { RequestId, toShop } from '../../shared/invoices/request.ts';
import { invoiceRequests } from '../../shared/invoices/store.ts';
import { RequestView, requestView } from '../../shared/invoices/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Shows a request for an invoice of one of the shop's orders, and what the invoice is to say.",
    route: 'GET /v1/invoice-requests/{requestId}',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ requestId: RequestId }),
    answer: { 200: RequestView },
    problems: ['no-shop', 'not-found'],
    touches: [invoiceRequests.need],
  },
  async ({ input: { requestId }, caller }) =>
    requestView(toShop(await invoiceRequests.need(requestId), await shopOf(caller))),
);
