import { invoiceDrawnUp } from '../../shared/invoices/events.ts';
import { creditFor, creditNote } from '../../shared/invoices/invoice.ts';
import { givenOf } from '../../shared/invoices/issuing.ts';
import { requestOf } from '../../shared/invoices/request.ts';
import { invoiceRequests, invoices } from '../../shared/invoices/store.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { refundRequested } from '../../shared/payments/events.ts';
import { payments } from '../../shared/payments/public.ts';

/** A refund that fails is owed until it is given: what has been granted is off the invoice for good. */
export const { contract, handler } = subscriber({
  summary: 'Draws up a credit note for what goes back to a buyer of an order that was invoiced.',
  on: refundRequested,
  touches: [invoiceRequests.get, invoices.need, invoices.save, payments.need],
  emits: [invoiceDrawnUp],
}, async ({ event: { data: { orderId, paymentId, refundId, amount } }, now, commit }) => {
  const request = orderId && await invoiceRequests.get(requestOf(orderId));
  if (!paymentId || !request?.invoiceId) return;
  const [invoice, payment] = await Promise.all([invoices.need(request.invoiceId), payments.need(paymentId)]);
  const credit = creditFor(invoice, amount, givenOf(payment, request.orderId));
  if (credit.amount === 0) return;
  const { invoice: credited, note } = creditNote(invoice, refundId, credit, now);
  await commit({ writes: [invoices.save(credited), invoices.save(note)] });
});
