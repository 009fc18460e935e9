import { invoiceExpected } from '../../shared/invoices/events.ts';
import { expectInvoice, requestOf } from '../../shared/invoices/request.ts';
import { invoiceTerms } from '../../shared/invoices/rulebooks.ts';
import { invoiceRequests, invoicings } from '../../shared/invoices/store.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { orderCompleted } from '../../shared/ordering/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Begins the wait for the invoice of an order that is completed, where its buyer has asked for one.',
  on: orderCompleted,
  concurrency: forOrders(1),
  touches: [invoiceRequests.get, invoiceRequests.save, invoicings.get, invoiceTerms.versions],
  emits: [invoiceExpected],
}, async ({ event: { data: { orderId, merchantId } }, now, commit }) => {
  const [request, invoicing, termsOf] = await Promise.all([
    invoiceRequests.get(requestOf(orderId)),
    invoicings.get(merchantId),
    invoiceTerms.versions(),
  ]);
  if (request?.state !== 'invoice-requested') return;
  const change = expectInvoice(request, invoicing?.issuedBy === 'shop', termsOf(request.termsVersion), now);
  await commit({ writes: [invoiceRequests.save(change)] });
});
