import { together } from '../kernel/doors/access.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Writes } from '../kernel/store/commit.ts';
import { derivedId } from '../kernel/values/ids.ts';
import { add, money } from '../kernel/values/money.ts';
import { merchants } from '../merchants/public.ts';
import { orders } from '../ordering/public.ts';
import { payments, type Payment } from '../payments/public.ts';
import { invoiceDrawnUp, invoiceRequestClosed } from './events.ts';
import { drawUp } from './invoice.ts';
import { rateOf } from './invoicing.ts';
import { closeRequest, issueRequest, type InvoiceRequest } from './request.ts';
import { invoiceTerms } from './rulebooks.ts';
import { invoiceRequests, invoices, invoicings } from './store.ts';

/** Minor units of what was paid for an order that have gone back, are on their way or are owed. */
export const givenOf = ({ orders }: Payment, orderId: string): number => {
  const { refunding = 0, refunded = 0, owed = 0 } = orders.find((share) => share.orderId === orderId) ?? {};
  return refunding + refunded + owed;
};

/**
 * Issues what is expected: the invoice of what was paid for the order and has not gone back. Rests on the payment as it is:
 * what goes back from now on gets a credit note. Where nothing is left, there is no invoice.
 */
export const issuing = Object.assign(
  async (
    request: InvoiceRequest,
    now: Instant,
  ): Promise<{ readonly request: Change<InvoiceRequest>; readonly writes: Writes }> => {
    const { orderId, merchantId, buyerId, kind, title, termsVersion } = request;
    const [order, shop, invoicing, termsOf] = await Promise.all([
      orders.need(orderId),
      merchants.need(merchantId),
      invoicings.get(merchantId),
      invoiceTerms.versions(),
    ]);
    const payment = await payments.need(order.paymentId);
    const share = payment.orders.find((one) => one.orderId === orderId);
    const given = givenOf(payment, orderId);
    const paid = money((share?.amount.amount ?? 0) - given, order.currency);
    if (paid.amount <= 0) {
      const closed = closeRequest(request, 'nothing-left', now);
      return { request: closed, writes: [invoiceRequests.save(closed)] };
    }
    const invoice = drawUp({
      id: derivedId('invoice', request.id),
      kind,
      to: title,
      issuer: { id: merchantId, name: invoicing?.name ?? shop.company.name, taxNumber: invoicing?.taxNumber },
      merchantId,
      buyerId,
      orderId,
      givenBefore: given,
      sold: order.lines.map(({ title: text, quantity, items, freight }) => ({
        text,
        quantity,
        gross: add(items, freight),
      })),
      rate: rateOf(invoicing, termsOf(termsVersion), order.currency),
      paid,
    }, now);
    const issued = issueRequest(request, invoice.after.id);
    return {
      request: issued,
      writes: [invoiceRequests.save(issued), invoices.save(invoice), payments.unchanged(payment)],
    };
  },
  together(
    'invoices.issuing',
    orders.need,
    merchants.need,
    invoicings.get,
    invoiceTerms.versions,
    payments.need,
    payments.unchanged,
    invoiceRequests.save,
    invoices.save,
  ),
);

/** The events that it may tell. */
export const issuingTells = [invoiceDrawnUp, invoiceRequestClosed] as const;
