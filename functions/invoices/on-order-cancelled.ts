import { invoiceRequestClosed } from '../../shared/invoices/events.ts';
import { closeRequest, requestOf } from '../../shared/invoices/request.ts';
import { invoiceRequests } from '../../shared/invoices/store.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { orderCancelled } from '../../shared/ordering/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Closes the request for an invoice of an order that is cancelled.',
  on: orderCancelled,
  touches: [invoiceRequests.get, invoiceRequests.save],
  emits: [invoiceRequestClosed],
}, async ({ event: { data: { orderId } }, now, commit }) => {
  const request = await invoiceRequests.get(requestOf(orderId));
  if (!request || request.state === 'invoice-closed') return;
  await commit({ writes: [invoiceRequests.save(closeRequest(request, 'order-cancelled', now))] });
});
