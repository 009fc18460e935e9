import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { Instant } from '../kernel/values/clock.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Price } from '../kernel/values/money.ts';
import { localText } from '../kernel/values/text.ts';
import { ReviewReason } from './review.ts';

const categoryId = 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const listingId = 'lst_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const merchantId = 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const importId = 'imp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const at = '2026-11-22T08:00:00.000Z';
const title = { en: 'Clay pot', zh: '陶罐' };

const OfCategory = z.object({ categoryId: id('category') });
const PathOfCategory = OfCategory.extend({ path: z.array(id('category')).readonly() });

export const categoryCreated = event('category-created', 1, PathOfCategory, { categoryId, path: [categoryId] });
export const categoryChanged = event('category-changed', 1, OfCategory, { categoryId });
export const categoryMoved = event('category-moved', 1, PathOfCategory, { categoryId, path: [categoryId] });
export const categoryArchived = event('category-archived', 1, OfCategory, { categoryId });
export const commissionRateSet = event(
  'commission-rate-set',
  1,
  OfCategory.extend({ from: z.iso.datetime(), basisPoints: z.int() }),
  { categoryId, from: at, basisPoints: 1000 },
);

/** What every event of a listing carries; `title` is for messages to people. */
const OfListing = z.object({
  listingId: id('listing'),
  merchantId: MerchantId,
  title: localText(255),
  at: z.iso.datetime(),
});
const listing = { listingId, merchantId, title, at };

export const listingCreated = event('listing-created', 1, OfListing, listing);
export const listingEdited = event('listing-edited', 1, OfListing, listing);
export const listingSubmitted = event('listing-submitted', 1, OfListing, listing);
export const listingApproved = event('listing-approved', 1, OfListing.extend({ comment: z.string() }), {
  ...listing,
  comment: 'Good pictures.',
});
export const listingRejected = event(
  'listing-rejected',
  1,
  OfListing.extend({ reasons: z.array(ReviewReason), comment: z.string() }),
  { ...listing, reasons: ['image-quality'], comment: 'The second image is blurred.' },
);
/** What was to become of a listing on sale is dropped; it stays as it is. */
export const listingRevisionWithdrawn = event('listing-revision-withdrawn', 1, OfListing, listing);
export const listingTakenOff = event('listing-taken-off', 1, OfListing, listing);
export const listingPutBack = event('listing-put-back', 1, OfListing, listing);
/** It came off the shelf by itself. */
export const listingCameOff = event(
  'listing-came-off',
  1,
  OfListing.extend({ why: z.enum(['planned', 'sold-out', 'permit-expired']) }),
  { ...listing, why: 'sold-out' },
);
export const listingShelfPlanned = event(
  'listing-shelf-planned',
  1,
  OfListing.extend({ from: Instant.optional(), until: Instant.optional(), offWhenSoldOut: z.boolean() }),
  { ...listing, from: '2026-12-01T00:00:00.000Z', offWhenSoldOut: true },
);
export const listingArchived = event('listing-archived', 1, OfListing, listing);
export const listingPriceChanged = event(
  'listing-price-changed',
  1,
  OfListing.extend({ skuId: id('sku'), from: Price, to: Price }),
  {
    ...listing,
    skuId: 'sku_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    from: { amount: 1999, currency: 'BRL' },
    to: { amount: 1799, currency: 'BRL' },
  },
);
const OfNextPrice = OfListing.extend({ skuId: id('sku'), from: Price, to: Price, begins: Instant });
const nextPrice = {
  ...listing,
  skuId: 'sku_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  from: { amount: 1999, currency: 'BRL' },
  to: { amount: 1799, currency: 'BRL' },
  begins: '2026-12-01T00:00:00.000Z',
};
/** A price is to change at a moment to come; `listing-price-changed` tells when it does. */
export const listingPriceScheduled = event('listing-price-scheduled', 1, OfNextPrice, nextPrice);
export const listingPriceWithdrawn = event('listing-price-withdrawn', 1, OfNextPrice, nextPrice);

const OfImport = z.object({ importId: id('importJob'), merchantId: MerchantId });
export const importRequested = event('import-requested', 1, OfImport, { importId, merchantId });
/** A shop has on sale what it has not touched for long. */
export const listingsGrewOld = event(
  'listings-grew-old',
  1,
  z.object({
    merchantId: MerchantId,
    count: z.int(),
    /** Whether there are more than were counted. */
    more: z.boolean(),
    /** The title of the one that was touched longest ago, and when. */
    oldest: localText(255),
    touchedAt: Instant,
  }),
  { merchantId, count: 3, more: false, oldest: title, touchedAt: at },
);
/** Whether something is offered or looked for. */
export type AdKind = z.infer<typeof AdKind>;
export const AdKind = z.enum(['offer', 'wanted']);
/** What people may have against an ad. */
export const ReportReason = z.enum(['prohibited', 'counterfeit', 'fraud', 'offensive', 'other']);

/** What every event of a person's ad carries; the account is its owner's. */
const OfAd = z.object({ adId: id('ad'), accountId: AccountId, kind: AdKind });
const ad = {
  adId: 'adv_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  accountId: '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11',
  kind: 'offer' as const,
};
const answerId = 'ada_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';

export const adPublished = event('ad-published', 1, OfAd, ad);
export const adApproved = event('ad-approved', 1, OfAd, ad);
export const adRejected = event('ad-rejected', 1, OfAd.extend({ comment: z.string() }), {
  ...ad,
  comment: 'We show no medicines.',
});
export const adRemoved = event('ad-removed', 1, OfAd.extend({ comment: z.string() }), {
  ...ad,
  comment: 'It is a copy.',
});
export const adClosed = event('ad-closed', 1, OfAd, ad);
export const adExpired = event('ad-expired', 1, OfAd, ad);
export const adReported = event('ad-reported', 1, OfAd.extend({ reason: ReportReason, reports: z.int() }), {
  ...ad,
  reason: 'fraud',
  reports: 1,
});
/** Somebody has answered an ad; the account is that of its owner. */
export const adAnswered = event(
  'ad-answered',
  1,
  z.object({ adId: id('ad'), answerId: id('adAnswer'), accountId: AccountId }),
  { adId: ad.adId, answerId, accountId: ad.accountId },
);
/** The owner of an ad has agreed to be in touch, or declined; the account is that of who had answered. */
export const adAnswerDecided = event(
  'ad-answer-decided',
  1,
  z.object({ adId: id('ad'), answerId: id('adAnswer'), accountId: AccountId, agreed: z.boolean() }),
  { adId: ad.adId, answerId, accountId: ad.accountId, agreed: true },
);

/** A buyer has kept a product among the favourites. */
export const favouriteKept = event(
  'favourite-kept',
  1,
  z.object({ buyerId: AccountId, listingId: id('listing') }),
  { buyerId: '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11', listingId },
);
export const exportRequested = event(
  'export-requested',
  1,
  z.object({ exportId: id('exportJob'), merchantId: MerchantId }),
  { exportId: 'exp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', merchantId },
);
export const importFinished = event(
  'import-finished',
  1,
  OfImport.extend({ rows: z.int(), created: z.int(), changed: z.int(), present: z.int(), faults: z.int() }),
  { importId, merchantId, rows: 20, created: 18, changed: 1, present: 0, faults: 1 },
);
