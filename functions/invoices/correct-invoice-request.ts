import * as z from 'zod';
import { invoiceExpected, invoiceRequested } from '../../shared/invoices/events.ts';
import { kindsOf } from '../../shared/invoices/invoicing.ts';
import { correctRequest, requestOf } from '../../shared/invoices/request.ts';
import { invoiceTerms } from '../../shared/invoices/rulebooks.ts';
import { invoiceRequests, invoicings, titleBooks } from '../../shared/invoices/store.ts';
import { asTitle, InvoiceKind, InvoiceTitle, keepTitle } from '../../shared/invoices/title.ts';
import { RequestView, requestView } from '../../shared/invoices/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { boughtBy, orders } from '../../shared/ordering/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Puts right what an invoice is to say, after it was refused or until it is issued.',
  route: 'POST /v1/orders/{orderId}/invoice/correction',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: z.strictObject({ orderId: id('order'), kind: InvoiceKind, title: InvoiceTitle }),
  answer: { 200: RequestView },
  problems: ['not-found', 'illegal-step', 'invoice-kind-not-offered'],
  touches: [
    orders.need,
    orders.unchanged,
    invoiceRequests.need,
    invoiceRequests.save,
    invoicings.get,
    invoiceTerms.versions,
    titleBooks.get,
    titleBooks.save,
  ],
  emits: [invoiceRequested, invoiceExpected],
}, async ({ input: { orderId, kind, title: given }, caller, now, newId, commit }) => {
  const order = boughtBy(await orders.need(orderId), caller.accountId);
  const title = asTitle(given, kind);
  const [request, invoicing, book, termsOf] = await Promise.all([
    invoiceRequests.need(requestOf(orderId)),
    invoicings.get(order.merchantId),
    titleBooks.get(caller.accountId),
    invoiceTerms.versions(),
  ]);
  if (!kindsOf(invoicing).includes(kind)) throw new Problem('invoice-kind-not-offered');
  const where = { completed: order.completedAt !== undefined, byShop: invoicing?.issuedBy === 'shop' };
  const change = correctRequest(request, { kind, title }, where, termsOf(request.termsVersion), now);
  return commit({
    writes: [
      orders.unchanged(order),
      invoiceRequests.save(change),
      titleBooks.save(keepTitle(book, caller.accountId, title, newId('invoiceTitle'))),
    ],
    answer: requestView(change.after),
  });
});
