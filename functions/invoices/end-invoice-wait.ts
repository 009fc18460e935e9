import * as z from 'zod';
import { invoiceOverdue } from '../../shared/invoices/events.ts';
import { issuing, issuingTells } from '../../shared/invoices/issuing.ts';
import { afterWait, closeRequest, escalateRequest, RequestId } from '../../shared/invoices/request.ts';
import { invoiceTerms } from '../../shared/invoices/rulebooks.ts';
import { invoiceRequests } from '../../shared/invoices/store.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';

export const { contract, handler } = deadline({
  summary:
    'Goes on with a request for an invoice whose time is up: it is issued by itself, the platform looks at the shop, or it is closed.',
  payload: z.strictObject({ requestId: RequestId }),
  final: [],
  touches: [invoiceRequests.need, invoiceRequests.save, invoiceTerms.versions, issuing],
  emits: [...issuingTells, invoiceOverdue],
}, async ({ payload: { requestId }, dueAt, now, commit }) => {
  const [request, termsOf] = await Promise.all([invoiceRequests.need(requestId), invoiceTerms.versions()]);
  const next = afterWait(request, dueAt);
  if (!next) return;
  if (next === 'issue') return commit({ writes: (await issuing(request, now)).writes });
  const change = next === 'close'
    ? closeRequest(request, 'not-corrected', now)
    : escalateRequest(request, termsOf(request.termsVersion), now);
  return commit({ writes: [invoiceRequests.save(change)] });
});
