import * as z from 'zod';
import { invoiceRefused } from '../../shared/invoices/events.ts';
import { refuseRequest, RequestId, toShop } from '../../shared/invoices/request.ts';
import { invoiceTerms } from '../../shared/invoices/rulebooks.ts';
import { invoiceRequests } from '../../shared/invoices/store.ts';
import { RequestView, requestView } from '../../shared/invoices/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Refuses a request for an invoice whose data are wrong, with the reason: its buyer corrects them.',
  route: 'POST /v1/invoice-requests/{requestId}/refusal',
  audience: 'merchant',
  callers: ['merchant'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ requestId: RequestId, reason: prose(500) }),
  answer: { 200: RequestView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [invoiceRequests.need, invoiceTerms.versions, invoiceRequests.save],
  emits: [invoiceRefused],
}, async ({ input: { requestId, reason }, caller, now, commit }) => {
  const [found, termsOf] = await Promise.all([invoiceRequests.need(requestId), invoiceTerms.versions()]);
  const request = toShop(found, await shopOf(caller));
  const change = refuseRequest(request, reason, termsOf(request.termsVersion), now);
  return commit({ writes: [invoiceRequests.save(change)], answer: requestView(change.after) });
});
