import { together } from '../kernel/doors/access.ts';
import { files } from '../kernel/files/bucket.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Write } from '../kernel/store/commit.ts';
import { due } from '../kernel/store/due.ts';
import type { AccountId, MerchantId } from '../kernel/values/ids.ts';
import { overdueInvoiceWaits } from './desk.ts';
import type { Invoice, Issuer } from './invoice.ts';
import type { Invoicing } from './invoicing.ts';
import type { InvoicedMonths } from './platform/months.ts';
import type { NumberBook } from './numbering.ts';
import type { InvoiceRequest, RequestState } from './request.ts';
import type { TitleBook } from './title.ts';

/** What lists show of a request. */
export type RequestSummary = Pick<
  InvoiceRequest,
  'id' | 'orderId' | 'state' | 'kind' | 'requestedAt' | 'byShop' | 'dueAt' | 'escalatedAt'
>;

const requestStore = aggregate<InvoiceRequest, RequestSummary>({
  name: 'invoice-request',
  prefix: 'INVOICE-REQUEST',
  indexes: {
    gsi1: ({ id, merchantId, state, requestedAt }) => [merchantRequests(merchantId, state), `${requestedAt}#${id}`],
  },
  summary: ({ id, orderId, state, kind, requestedAt, byShop, dueAt, escalatedAt }) => ({
    id,
    orderId,
    state,
    kind,
    requestedAt,
    byShop,
    dueAt,
    escalatedAt,
  }),
  desks: [overdueInvoiceWaits],
});

/** Saves a step, with the end of the wait that it begins. */
const saveWaiting = Object.assign((change: Change<InvoiceRequest>): Write[] => {
  const { id: requestId, dueAt } = change.after;
  const begins = dueAt && dueAt !== change.before?.dueAt;
  return [
    ...requestStore.save(change),
    ...(begins ? [due.set(dueAt, 'invoices/end-invoice-wait', { requestId })].flat() : []),
  ];
}, together('invoice-request.saveWaiting', requestStore.save, due.set));

export const invoiceRequests = {
  ...requestStore,
  save: saveWaiting,
  ofMerchant: requestStore.list('invoice-request.of-merchant', 'gsi1', 'MERCHANT-INVOICE-REQUESTS#*'),
};
export const merchantRequests = (merchantId: MerchantId, state: RequestState): string =>
  `MERCHANT-INVOICE-REQUESTS#${merchantId}#${state}`;

/** What lists show of an invoice. */
export type InvoiceSummary = Pick<
  Invoice,
  | 'id'
  | 'what'
  | 'kind'
  | 'state'
  | 'number'
  | 'orderId'
  | 'month'
  | 'merchantId'
  | 'net'
  | 'tax'
  | 'gross'
  | 'drawnUpAt'
  | 'of'
>;

const invoiceStore = aggregate<Invoice, InvoiceSummary>({
  name: 'invoice',
  prefix: 'INVOICE',
  indexes: {
    gsi1: ({ id, issuer, drawnUpAt }) => [invoicesBy(issuer.id), `${drawnUpAt}#${id}`],
    gsi2: ({ id, buyerId, merchantId, drawnUpAt }) => [invoicesFor(buyerId ?? merchantId), `${drawnUpAt}#${id}`],
    gsi3: ({ id, issuer, state, drawnUpAt }) =>
      state === 'invoice-unnumbered' ? [unnumbered(issuer.id), `${drawnUpAt}#${id}`] : undefined,
  },
  summary: ({ id, what, kind, state, number, orderId, month, merchantId, net, tax, gross, drawnUpAt, of }) => ({
    id,
    what,
    kind,
    state,
    number,
    orderId,
    month,
    merchantId,
    net,
    tax,
    gross,
    drawnUpAt,
    of,
  }),
});

export const invoices = {
  ...invoiceStore,
  byIssuer: invoiceStore.list('invoice.by-issuer', 'gsi1', 'INVOICES-BY#*'),
  forReceiver: invoiceStore.list('invoice.for-receiver', 'gsi2', 'INVOICES-FOR#*'),
  unnumbered: invoiceStore.list('invoice.unnumbered', 'gsi3', 'UNNUMBERED-INVOICES#*'),
};
export const invoicesBy = (issuer: Issuer['id']): string => `INVOICES-BY#${issuer}`;
export const invoicesFor = (receiver: AccountId | MerchantId): string => `INVOICES-FOR#${receiver}`;
export const unnumbered = (issuer: Issuer['id']): string => `UNNUMBERED-INVOICES#${issuer}`;

export const numberBooks = aggregate<NumberBook>({ name: 'invoice-numbers', prefix: 'INVOICE-NUMBERS' });
export const monthsInvoiced = aggregate<InvoicedMonths>({ name: 'invoiced-months', prefix: 'INVOICED-MONTHS' });
export const titleBooks = aggregate<TitleBook>({ name: 'invoice-titles', prefix: 'INVOICE-TITLES' });
export const invoicings = aggregate<Invoicing>({ name: 'invoicing', prefix: 'INVOICING' });

/** Invoices as files, below `invoices/<issuer>/`: kept for good, for they are what the books rest on. */
export const invoiceFiles = /* @__PURE__ */ files('documents', 'invoices');
export const invoicePath = ({ id, issuer }: Pick<Invoice, 'id' | 'issuer'>): string => `${issuer.id}/${id}.pdf`;
