import * as z from 'zod';
import { RequestId } from '../../shared/invoices/request.ts';
import { invoiceRequests } from '../../shared/invoices/store.ts';
import { RequestView, requestView } from '../../shared/invoices/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a request for an invoice, and what the invoice is to say.',
  route: 'GET /v1/invoice-requests/{requestId}',
  audience: 'operator',
  callers: ['finance', 'support', 'admin'],
  audited: true,
  input: z.strictObject({ requestId: RequestId }),
  answer: { 200: RequestView },
  problems: ['not-found'],
  touches: [invoiceRequests.need],
}, async ({ input: { requestId } }) => requestView(await invoiceRequests.need(requestId)));
