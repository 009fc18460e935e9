import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';
import { Month } from '../kernel/values/calendar.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { CarrierName } from './carriers/carrier.ts';
import { Phase, TroubleReason, UnreadReason } from './policy.ts';
import { ReportedStep, Scan } from './scan.ts';

const About = z.object({
  shipmentId: id('shipment'),
  orderId: id('order'),
  merchantId: MerchantId,
  buyerId: AccountId,
});
const Told = About.extend({ at: z.iso.datetime() });

/** Of a shipment that has a part of its order, which units; none where it has all of them. */
const Units = z.array(z.object({ lineId: id('orderLine'), quantity: z.int() })).optional();
const units = [{ lineId: 'oln_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', quantity: 1 }];

const about = {
  shipmentId: 'shp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2B',
  buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e',
};
const told = { ...about, at: '2026-11-22T08:00:00.000Z' };

/** A parcel is to be sent; no carrier knows of it yet. */
export const shipmentOpened = event('shipment-opened', 1, Told, told);
export const shipmentBooked = event(
  'shipment-booked',
  1,
  Told.extend({ carrier: z.string(), waybill: z.string(), estimatedArrival: z.iso.datetime().optional() }),
  { ...told, carrier: 'swift', waybill: 'SW0000000001', estimatedArrival: '2026-11-24T08:00:00.000Z' },
);
/** The carrier has the parcel. Told once; the bus may bring it after `shipment-delivered`. */
export const shipmentPickedUp = event('shipment-picked-up', 1, Told.extend({ lines: Units }), {
  ...told,
  lines: units,
});
/** `by: 'shop'` is the word of who wants to be paid: no carrier stands behind it. */
export const shipmentDelivered = event(
  'shipment-delivered',
  1,
  Told.extend({ by: z.enum(['carrier', 'shop']).optional(), lines: Units }),
  { ...told, by: 'carrier', lines: units },
);
export const shipmentReturned = event('shipment-returned', 1, Told.extend({ lines: Units }), {
  ...told,
  lines: units,
});
/** All of it was scanned into its packages. */
export const shipmentPacked = event('shipment-packed', 1, Told, told);
/** It goes in two from now on, each with a carrier of its own. */
export const shipmentSplit = event('shipment-split', 1, Told.extend({ into: z.array(id('shipment')) }), {
  ...told,
  into: ['shp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2B', 'shp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2C'],
});
export const shipmentCancelled = event('shipment-cancelled', 1, Told, told);
/** A carrier is to be booked, now or once more. */
export const bookingWanted = event('booking-wanted', 1, About.extend({ carrier: CarrierName }), {
  ...about,
  carrier: 'swift',
});
/** What a carrier has booked (or may have, if its answer was lost) is not wanted any more. */
export const bookingDropped = event('booking-dropped', 1, About.extend({ carrier: CarrierName }), {
  ...about,
  carrier: 'swift',
});
/** Something that a person has to look at: the shipment is in the exception queue. */
export const shipmentException = event('shipment-exception', 1, Told.extend({ reason: TroubleReason }), {
  ...told,
  reason: 'carrier-exception',
});
/** It has waited too long in a phase: to be booked, to be picked up, to arrive. */
export const shipmentOverdue = event('shipment-overdue', 1, Told.extend({ phase: Phase }), {
  ...told,
  phase: 'booked',
});
/** It was to be there by now, and is not. */
export const shipmentLate = event('shipment-late', 1, Told.extend({ plannedAt: z.iso.datetime() }), {
  ...told,
  plannedAt: '2026-11-22T07:59:00.000Z',
});
/** Its buyer has said how the delivery was. */
export const deliveryRated = event('delivery-rated', 1, Told, told);
/** A person has asked the carrier what has become of a parcel. */
export const carrierAsked = event(
  'carrier-asked',
  1,
  Told.extend({ carrier: z.string(), answerBy: z.iso.datetime() }),
  {
    ...told,
    carrier: 'swift',
    answerBy: '2026-11-25T08:00:00.000Z',
  },
);
export const carrierAnswered = event('carrier-answered', 1, Told.extend({ carrier: z.string() }), {
  ...told,
  carrier: 'swift',
});
/** It was to say what has become of a parcel by now, and has not. */
export const carrierSilent = event('carrier-silent', 1, Told.extend({ carrier: z.string() }), {
  ...told,
  carrier: 'swift',
});
/** Nobody expects it any more: it is lost, or came to harm. Its buyer gets the money back. */
export const shipmentLost = event('shipment-lost', 1, Told.extend({ lines: Units }), { ...told, lines: units });
/** The shop sends the same goods once more, by a carrier of its own. */
export const shipmentSentAgain = event('shipment-sent-again', 1, Told.extend({ carrier: z.string() }), {
  ...told,
  carrier: 'Loggi',
});
/** A person has settled what the carrier could not. */
export const shipmentResolved = event(
  'shipment-resolved',
  1,
  Told.extend({ outcome: z.enum(['delivered', 'returned', 'lost', 'settled']), note: z.string() }),
  { ...told, outcome: 'returned', note: 'found at the depot' },
);
export const dispatchChanged = event('dispatch-changed', 1, z.object({ merchantId: MerchantId }), {
  merchantId: about.merchantId,
});
/** A carrier's signed notice has been stored. */
export const carrierNoticeReceived = event(
  'carrier-notice-received',
  1,
  z.object({
    noticeId: id('carrierNotice'),
    carrier: CarrierName,
    /** Ours; none where the carrier tells by its waybill alone. */
    reference: z.string().optional(),
    waybill: z.string(),
    scan: Scan,
  }),
  {
    noticeId: 'cnt_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    carrier: 'swift',
    reference: about.shipmentId,
    waybill: 'SW0000000001',
    scan: { step: 'picked-up', at: '2026-11-22T08:00:00.000Z', place: 'Sorting centre' },
  },
);
/** A person has to read a carrier's signed notice: nothing could be done with it. */
export const carrierNoticeUnread = event(
  'carrier-notice-unread',
  2,
  z.object({ noticeId: id('carrierNotice'), carrier: CarrierName, reason: UnreadReason, at: Instant }),
  { noticeId: 'cnt_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', carrier: 'swift', reason: 'unknown-parcel', at: told.at },
);
/** A person has said which parcel a notice is about, and what it says of it. */
export const carrierNoticeRecorded = event(
  'carrier-notice-recorded',
  1,
  z.object({
    noticeId: id('carrierNotice'),
    carrier: CarrierName,
    shipmentId: id('shipment'),
    step: ReportedStep,
    note: z.string(),
    at: z.iso.datetime(),
  }),
  {
    noticeId: 'cnt_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    carrier: 'swift',
    shipmentId: about.shipmentId,
    step: 'delivered',
    note: 'Swift says on the phone that it is this one',
    at: told.at,
  },
);
/** A person has looked at notices that nothing could be done with, and nothing is to be done. */
export const carrierNoticesSetAside = event(
  'carrier-notices-set-aside',
  1,
  z.object({ pileId: z.string(), notices: z.int(), reason: z.string(), at: z.iso.datetime() }),
  { pileId: 'swift-unknown-parcel', notices: 12, reason: 'Parcels of our test stage', at: told.at },
);

const shop = { merchantId: about.merchantId, at: told.at };
const quote = { quoteId: 'fqt_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', buyerId: about.buyerId, ...shop };
const OfShop = z.object({ merchantId: MerchantId, at: z.iso.datetime() });
const OfQuote = OfShop.extend({ quoteId: id('freightQuote'), buyerId: AccountId });

export const freightTemplateSet = event(
  'freight-template-set',
  1,
  OfShop.extend({ mode: z.enum(['template', 'quoted']) }),
  { ...shop, mode: 'template' },
);
export const freightQuoteRequested = event(
  'freight-quote-requested',
  1,
  OfQuote.extend({ skuId: id('sku'), quantity: z.int() }),
  { ...quote, skuId: 'sku_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', quantity: 2 },
);
export const freightQuoteAnswered = event(
  'freight-quote-answered',
  1,
  OfQuote.extend({ amount: Money, expiresAt: z.iso.datetime() }),
  { ...quote, amount: { amount: 1329, currency: 'BRL' }, expiresAt: '2026-11-29T08:00:00.000Z' },
);
const EndedQuote = OfQuote.extend({ skuId: id('sku'), quantity: z.int() });
const endedQuote = { ...quote, skuId: 'sku_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', quantity: 2 };

/** The shop does not deliver what was asked for. */
export const freightQuoteDeclined = event('freight-quote-declined', 1, EndedQuote, endedQuote);
/** The shop has not answered in time; the buyer may ask again. */
export const freightQuoteLapsed = event('freight-quote-lapsed', 1, EndedQuote, endedQuote);

const ofContract = { contractId: 'cct_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', carrier: 'swift', at: told.at };
const OfContract = z.object({ contractId: id('carrierContract'), carrier: CarrierName, at: z.iso.datetime() });

/** The platform has agreed something with a carrier. */
export const carrierContractSigned = event(
  'carrier-contract-signed',
  1,
  OfContract.extend({ from: z.iso.date(), until: z.iso.date() }),
  { ...ofContract, from: '2026-12-01', until: '2027-11-30' },
);
export const carrierContractEnded = event('carrier-contract-ended', 1, OfContract.extend({ reason: z.string() }), {
  ...ofContract,
  reason: 'Too late too often',
});
/** It runs out soon, and nothing follows. */
export const carrierContractEnding = event('carrier-contract-ending', 1, OfContract.extend({ until: z.iso.date() }), {
  ...ofContract,
  until: '2026-12-22',
});
export type ReviewId = z.infer<typeof ReviewId>;
export const ReviewId = z.string().regex(/^(swift|postal|easypost)-\d{4}-(0[1-9]|1[0-2])$/).meta({
  examples: ['swift-2026-11'],
});

const ofReview = { reviewId: 'swift-2026-10', carrier: 'swift', month: '2026-10', at: told.at };
const OfReview = z.object({ reviewId: ReviewId, carrier: CarrierName, month: Month, at: z.iso.datetime() });

/** What a carrier did in a month is to be judged. */
export const carrierReviewOpened = event('carrier-review-opened', 1, OfReview, ofReview);
export const carrierReviewed = event('carrier-reviewed', 1, OfReview.extend({ outcome: z.string() }), {
  ...ofReview,
  outcome: 'as-promised',
});
