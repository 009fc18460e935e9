/** A buyer's wish for an invoice of an order, from the application to the invoice, or to why there is none. */
import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import type { Fact } from '../kernel/events.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import { derivedId, id, type AccountId, type Id, type MerchantId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import {
  invoiceExpected,
  invoiceOverdue,
  invoiceRefused,
  invoiceRequestClosed,
  invoiceRequested,
  type InvoiceEnd,
} from './events.ts';
import type { InvoiceTerms } from './rulebooks.ts';
import type { InvoiceKind, InvoiceTitle } from './title.ts';

export type RequestId = Id<'invoiceRequest'>;
export const RequestId = id('invoiceRequest');

export type RequestState = z.infer<typeof RequestState>;
export const RequestState = z.enum([
  'invoice-requested',
  'invoice-expected',
  'invoice-refused',
  'invoice-issued',
  'invoice-closed',
]);

/**
 * The life of a request. Before the order is completed it waits with the order, whose own deadlines complete or cancel it;
 * then for who issues it, or for the buyer who corrects it. `waits` says until when, and what then.
 */
export const requestSteps = {
  request: { from: ['invoice-closed'], to: 'invoice-requested' },
  expect: { from: ['invoice-requested', 'invoice-closed'], to: 'invoice-expected' },
  issue: { from: ['invoice-expected'], to: 'invoice-issued' },
  refuse: { from: ['invoice-requested', 'invoice-expected'], to: 'invoice-refused' },
  correct: { from: ['invoice-requested', 'invoice-refused'], to: 'invoice-requested' },
  correctLate: { from: ['invoice-expected', 'invoice-refused'], to: 'invoice-expected' },
  close: { from: ['invoice-requested', 'invoice-expected', 'invoice-refused'], to: 'invoice-closed' },
} as const satisfies Steps<RequestState>;

/** What the buyer says of the invoice. */
export interface Wanted {
  readonly kind: InvoiceKind;
  readonly title: InvoiceTitle;
}

/** One for an order. */
export interface InvoiceRequest extends Versioned, Wanted {
  readonly id: RequestId;
  readonly orderId: Id<'order'>;
  readonly buyerId: AccountId;
  readonly merchantId: MerchantId;
  readonly state: RequestState;
  readonly requestedAt: Instant;
  /** The version of invoice-terms that it goes by. */
  readonly termsVersion: number;
  /** The shop issues it itself. */
  readonly byShop?: boolean | undefined;
  /** When its present wait ends. */
  readonly dueAt?: Instant | undefined;
  /** Since when a person of the platform looks at it. */
  readonly escalatedAt?: Instant | undefined;
  readonly refusal?: { readonly reason: string; readonly at: Instant } | undefined;
  readonly invoiceId?: Id<'invoice'> | undefined;
  readonly end?: z.infer<typeof InvoiceEnd> | undefined;
}

export const requestOf = (orderId: Id<'order'>): RequestId => derivedId('invoiceRequest', orderId);

/** What is known of the order that it is for. */
export interface Sold {
  readonly id: Id<'order'>;
  readonly buyerId: AccountId;
  readonly merchantId: MerchantId;
  readonly state: string;
  readonly paidAt?: Instant | undefined;
  readonly replaces?: { readonly orderId: Id<'order'> } | undefined;
  readonly completedAt?: Instant | undefined;
}

const about = ({ id: requestId, orderId, buyerId, merchantId }: Omit<InvoiceRequest, 'version'>, at: Instant) => ({
  requestId,
  orderId,
  buyerId,
  merchantId,
  at,
});

/** Until when an invoice can be asked for; open while the order is not completed. */
export const askableUntil = ({ completedAt }: Sold, { within }: InvoiceTerms): Instant | undefined =>
  completedAt && after(completedAt, within);

/** @throws Problem illegal-step before it is paid and once it is cancelled, invoice-window-over */
export const mustBeAskable = (order: Sold, terms: InvoiceTerms, now: Instant): void => {
  if (!order.paidAt || order.state === 'cancelled') throw new Problem('illegal-step', `The order is ${order.state}`);
  if (order.replaces) throw new Problem('illegal-step', `Order ${order.replaces.orderId} has been paid`);
  const until = askableUntil(order, terms);
  if (until && until < now) throw new Problem('invoice-window-over');
};

/** What an invoice waits for once its order is completed. */
const expected = (request: Omit<InvoiceRequest, 'version'>, byShop: boolean, terms: InvoiceTerms, now: Instant) => {
  const dueAt = after(now, byShop ? terms.shopIssuesWithin : terms.issueAfter);
  return {
    fields: { byShop, dueAt, escalatedAt: undefined, refusal: undefined, end: undefined },
    fact: invoiceExpected({ ...about(request, now), byShop, dueAt }),
  };
};

/**
 * Asks for an invoice of an order that is paid, once; again when nothing came of it.
 * @param byShop whether its shop issues invoices itself
 * @throws Problem illegal-step before it is paid, once it is cancelled, and when one is asked for already;
 * invoice-window-over
 */
export const requestInvoice = (
  before: InvoiceRequest | undefined,
  order: Sold,
  wanted: Wanted,
  byShop: boolean,
  terms: InvoiceTerms,
  now: Instant,
): Change<InvoiceRequest> => {
  mustBeAskable(order, terms, now);
  if (before && before.state !== 'invoice-closed') throw new Problem('illegal-step', 'An invoice is asked for already');
  const first: Omit<InvoiceRequest, 'version'> = {
    id: requestOf(order.id),
    orderId: order.id,
    buyerId: order.buyerId,
    merchantId: order.merchantId,
    ...wanted,
    state: 'invoice-requested',
    requestedAt: now,
    termsVersion: terms.version,
  };
  const { fields, fact } = order.completedAt
    ? expected(first, byShop, terms, now)
    : { fields: { end: undefined, refusal: undefined }, fact: invoiceRequested(about(first, now)) };
  const state = order.completedAt ? 'invoice-expected' : 'invoice-requested';
  return before
    ? changed<InvoiceRequest>(before, { ...first, ...fields, state }, fact)
    : created<InvoiceRequest>({ ...first, ...fields, state }, fact);
};

const step = (
  request: InvoiceRequest,
  name: keyof typeof requestSteps,
  fields: Partial<InvoiceRequest>,
  ...facts: Fact[]
): Change<InvoiceRequest> =>
  move<RequestState, typeof requestSteps, InvoiceRequest>(
    requestSteps,
    request,
    name,
    { dueAt: undefined, escalatedAt: undefined, ...fields },
    ...facts,
  );

/** The order is completed: the invoice is expected. @throws Problem illegal-step unless it waited for that */
export const expectInvoice = (
  request: InvoiceRequest,
  byShop: boolean,
  terms: InvoiceTerms,
  now: Instant,
): Change<InvoiceRequest> => {
  if (request.state !== 'invoice-requested') throw new Problem('illegal-step', `It is ${request.state}`);
  const { fields, fact } = expected(request, byShop, terms, now);
  return step(request, 'expect', fields, fact);
};

/** The buyer puts right what it is to say; after a refusal everything waits anew. @throws Problem illegal-step */
export const correctRequest = (
  request: InvoiceRequest,
  wanted: Wanted,
  { completed, byShop }: { readonly completed: boolean; readonly byShop: boolean },
  terms: InvoiceTerms,
  now: Instant,
): Change<InvoiceRequest> => {
  if (!completed) {
    return step(request, 'correct', { ...wanted, refusal: undefined }, invoiceRequested(about(request, now)));
  }
  // Who corrects what is not refused does not begin the wait anew.
  if (request.state === 'invoice-expected') return changed<InvoiceRequest>(request, { ...wanted });
  const { fields, fact } = expected(request, byShop, terms, now);
  return step(request, 'correctLate', { ...fields, ...wanted }, fact);
};

/** It is issued as this invoice, whose own facts tell of it. @throws Problem illegal-step */
export const issueRequest = (request: InvoiceRequest, invoiceId: Id<'invoice'>): Change<InvoiceRequest> =>
  step(request, 'issue', { invoiceId });

/** What the buyer gave is wrong: it goes back to be corrected. @throws Problem illegal-step */
export const refuseRequest = (
  request: InvoiceRequest,
  reason: string,
  { correctWithin }: InvoiceTerms,
  now: Instant,
): Change<InvoiceRequest> => {
  const dueAt = after(now, correctWithin);
  return step(
    request,
    'refuse',
    { dueAt, refusal: { reason, at: now } },
    invoiceRefused({ ...about(request, now), reason, dueAt }),
  );
};

/** There will be no invoice. @throws Problem illegal-step once there is one, and when that is known already */
export const closeRequest = (
  request: InvoiceRequest,
  why: z.infer<typeof InvoiceEnd>,
  now: Instant,
): Change<InvoiceRequest> =>
  step(request, 'close', { end: why }, invoiceRequestClosed({ ...about(request, now), why }));

/** The shop has let the time pass: a person of the platform looks at it, until it is issued by itself. */
export const escalateRequest = (
  request: InvoiceRequest,
  { platformLooksWithin }: InvoiceTerms,
  now: Instant,
): Change<InvoiceRequest> =>
  changed<InvoiceRequest>(
    request,
    { escalatedAt: now, dueAt: after(now, platformLooksWithin) },
    invoiceOverdue(about(request, now)),
  );

/** What comes of a wait that is over; nothing when it was over already, or has begun anew. */
export const afterWait = (
  { state, dueAt, byShop, escalatedAt }: InvoiceRequest,
  passed: Instant,
): 'issue' | 'escalate' | 'close' | undefined => {
  if (dueAt !== passed) return undefined;
  if (state === 'invoice-refused') return 'close';
  if (state !== 'invoice-expected') return undefined;
  return byShop && !escalatedAt ? 'escalate' : 'issue';
};

/** What waits to be issued. @throws Problem illegal-step when it does not */
export const mustBeExpected = (request: InvoiceRequest): InvoiceRequest => {
  if (request.state !== 'invoice-expected') {
    throw new Problem('illegal-step', `Nothing is issued while ${request.state}`);
  }
  return request;
};

/** What is before a person of the platform. @throws Problem illegal-step when it is not */
export const mustBeOverdue = (request: InvoiceRequest): InvoiceRequest => {
  if (!request.escalatedAt) throw new Problem('illegal-step', 'The shop is not overdue with it');
  return request;
};

/** The request, if it is for an order of this shop. @throws Problem not-found */
export const toShop = (request: InvoiceRequest, merchantId: MerchantId): InvoiceRequest => {
  if (request.merchantId !== merchantId) throw new Problem('not-found');
  return request;
};
