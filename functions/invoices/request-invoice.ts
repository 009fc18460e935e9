import * as z from 'zod';
import { invoiceExpected, invoiceRequested } from '../../shared/invoices/events.ts';
import { kindsOf } from '../../shared/invoices/invoicing.ts';
import { requestInvoice, requestOf } from '../../shared/invoices/request.ts';
import { invoiceTerms } from '../../shared/invoices/rulebooks.ts';
import { invoiceRequests, invoicings, titleBooks } from '../../shared/invoices/store.ts';
import { asTitle, InvoiceKind, InvoiceTitle, keepTitle } from '../../shared/invoices/title.ts';
import { RequestView, requestView } from '../../shared/invoices/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { boughtBy, orders } from '../../shared/ordering/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Asks for an invoice of an order that is paid, from then until some time after its completion. It is issued once the order is completed.',
  route: 'POST /v1/orders/{orderId}/invoice',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: z.strictObject({ orderId: id('order'), kind: InvoiceKind, title: InvoiceTitle }),
  answer: { 201: RequestView },
  problems: ['not-found', 'illegal-step', 'invoice-window-over', 'invoice-kind-not-offered'],
  touches: [
    orders.need,
    orders.unchanged,
    invoiceRequests.get,
    invoiceRequests.save,
    invoicings.get,
    invoiceTerms.current,
    titleBooks.get,
    titleBooks.save,
  ],
  emits: [invoiceRequested, invoiceExpected],
}, async ({ input: { orderId, kind, title: given }, caller, now, newId, commit }) => {
  const order = boughtBy(await orders.need(orderId), caller.accountId);
  const title = asTitle(given, kind);
  const [before, invoicing, book, terms] = await Promise.all([
    invoiceRequests.get(requestOf(orderId)),
    invoicings.get(order.merchantId),
    titleBooks.get(caller.accountId),
    invoiceTerms.current(now),
  ]);
  if (!kindsOf(invoicing).includes(kind)) throw new Problem('invoice-kind-not-offered');
  const byShop = invoicing?.issuedBy === 'shop';
  const change = requestInvoice(before, order, { kind, title }, byShop, terms, now);
  return commit({
    writes: [
      // Whoever completes or cancels the order meanwhile is heard of only by what is there by then.
      orders.unchanged(order),
      invoiceRequests.save(change),
      titleBooks.save(keepTitle(book, caller.accountId, title, newId('invoiceTitle'))),
    ],
    answer: requestView(change.after),
  });
});
