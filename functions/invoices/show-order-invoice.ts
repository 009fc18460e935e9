import * as z from 'zod';
import { kindsOf } from '../../shared/invoices/invoicing.ts';
import { askableUntil, requestOf } from '../../shared/invoices/request.ts';
import { invoiceTerms } from '../../shared/invoices/rulebooks.ts';
import { invoiceRequests, invoices, invoicings } from '../../shared/invoices/store.ts';
import { InvoiceKind } from '../../shared/invoices/title.ts';
import { InvoiceRow, RequestView, requestView } from '../../shared/invoices/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { CountryCode } from '../../shared/kernel/values/address.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { boughtBy, orders } from '../../shared/ordering/public.ts';

export const { contract, handler } = endpoint({
  summary: "Shows how far the invoice of one of the buyer's orders is, or until when one can be asked for.",
  route: 'GET /v1/orders/{orderId}/invoice',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ orderId: id('order') }),
  answer: {
    200: z.object({
      askable: z.boolean(),
      until: Instant.optional(),
      country: CountryCode.meta({ description: 'Where the order goes' }),
      kinds: z.array(InvoiceKind).readonly().meta({ description: 'Those that the shop issues' }),
      request: RequestView.optional(),
      invoices: z.array(InvoiceRow).meta({ description: 'The invoice, then its credit notes' }),
    }),
  },
  problems: ['not-found'],
  touches: [orders.need, invoiceRequests.get, invoicings.get, invoices.get, invoiceTerms.current],
}, async ({ input: { orderId }, caller, now }) => {
  const order = boughtBy(await orders.need(orderId), caller.accountId);
  const [request, invoicing, terms] = await Promise.all([
    invoiceRequests.get(requestOf(orderId)),
    invoicings.get(order.merchantId),
    invoiceTerms.current(now),
  ]);
  const invoice = request?.invoiceId && await invoices.get(request.invoiceId);
  const notes = await Promise.all(invoice?.credits.map(({ invoiceId }) => invoices.get(invoiceId)) ?? []);
  const until = askableUntil(order, terms);
  const ended = !request || request.state === 'invoice-closed';
  return {
    askable: ended && order.paidAt !== undefined && order.state !== 'cancelled' && (!until || until >= now),
    until,
    country: order.address.country,
    kinds: kindsOf(invoicing),
    request: request && requestView(request),
    invoices: [invoice, ...notes].filter((one) => one !== undefined),
  };
});
