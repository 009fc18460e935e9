import * as z from 'zod';
import { invoiceRefused } from '../../shared/invoices/events.ts';
import { issuing, issuingTells } from '../../shared/invoices/issuing.ts';
import { mustBeOverdue, refuseRequest, RequestId } from '../../shared/invoices/request.ts';
import { invoiceTerms } from '../../shared/invoices/rulebooks.ts';
import { invoiceRequests } from '../../shared/invoices/store.ts';
import { RequestView, requestView } from '../../shared/invoices/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    "Settles an invoice that a shop has not issued in time: it is issued in the shop's name, or goes back to the buyer with what is wrong.",
  route: 'POST /v1/invoice-requests/{requestId}/settlement',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({ requestId: RequestId, decision: z.enum(['issue', 'refuse']), note: prose(500, 3) }),
  answer: { 200: RequestView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [invoiceRequests.need, invoiceRequests.save, invoiceTerms.versions, issuing],
  emits: [...issuingTells, invoiceRefused],
}, async ({ input: { requestId, decision, note }, now, commit }) => {
  const [found, termsOf] = await Promise.all([invoiceRequests.need(requestId), invoiceTerms.versions()]);
  const overdue = mustBeOverdue(found);
  if (decision === 'refuse') {
    const change = refuseRequest(overdue, note, termsOf(overdue.termsVersion), now);
    return commit({ writes: [invoiceRequests.save(change)], answer: requestView(change.after) });
  }
  const { request, writes } = await issuing(overdue, now);
  return commit({ writes, answer: requestView(request.after) });
});
