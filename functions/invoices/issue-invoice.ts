import * as z from 'zod';
import { issuing, issuingTells } from '../../shared/invoices/issuing.ts';
import { mustBeExpected, RequestId, toShop } from '../../shared/invoices/request.ts';
import { invoiceRequests } from '../../shared/invoices/store.ts';
import { RequestView, requestView } from '../../shared/invoices/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Issues the invoice that a buyer has asked for, of a completed order; its number and its file follow.',
  route: 'POST /v1/invoice-requests/{requestId}/issue',
  audience: 'merchant',
  callers: ['merchant'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ requestId: RequestId }),
  answer: { 200: RequestView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [invoiceRequests.need, issuing],
  emits: issuingTells,
}, async ({ input: { requestId }, caller, now, commit }) => {
  const found = mustBeExpected(toShop(await invoiceRequests.need(requestId), await shopOf(caller)));
  const { request, writes } = await issuing(found, now);
  return commit({ writes, answer: requestView(request.after) });
});
