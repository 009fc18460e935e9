import * as z from 'zod';
import { changed, created, move, type Change, type Steps } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Fact } from '../kernel/events.ts';
import { id, type Id, type MerchantId, type NewId } from '../kernel/values/ids.ts';
import type { Money } from '../kernel/values/money.ts';
import { Problem, type Fault } from '../kernel/problems.ts';
import type { LocalText } from '../kernel/values/text.ts';
import { checkAttributes } from './attribute.ts';
import { mustBeLeaf, type Category } from './category.ts';
import { checksOf, type ChecksBasis } from './checks/checks.ts';
import { codeKey, indistinct, type ListingContent, type Sku, type SkuContent, type SkuId } from './content.ts';
import {
  listingApproved,
  listingArchived,
  listingCreated,
  listingEdited,
  listingPriceChanged,
  listingPriceScheduled,
  listingPriceWithdrawn,
  listingPutBack,
  listingRejected,
  listingSubmitted,
  listingTakenOff,
} from './events.ts';
import { foreignSurcharges } from './made/made-to-order.ts';
import type { LivePrices } from './rulebooks.ts';
import type { ReviewReason } from './review.ts';

export type ListingId = Id<'listing'>;
export const ListingId = id('listing');
export type ListingState = z.infer<typeof ListingState>;
export const ListingState = z.enum(['draft', 'in-review', 'on-sale', 'off-shelf', 'archived']);

/** What a merchant offers: one product page with one or several SKUs. Only what a reviewer has seen is ever on sale. */
export interface Listing extends Omit<ListingContent, 'skus'> {
  readonly id: ListingId;
  readonly version: number;
  readonly merchantId: MerchantId;
  readonly state: ListingState;
  readonly skus: readonly Sku[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly submittedAt?: Instant;
  readonly review?: Review;
  /** How far what it is to become is, while it is on sale as it is. */
  readonly revision?: { readonly state: 'draft' | 'in-review'; readonly submittedAt?: Instant } | undefined;
  /** When it goes on sale and comes off by itself. */
  readonly shelfPlan?: {
    readonly from?: Instant | undefined;
    readonly until?: Instant | undefined;
    readonly offWhenSoldOut: boolean;
  };
  /** When it first went on sale: the order of category pages. */
  readonly onSaleSince?: Instant;
  /** The import that made it. */
  readonly importId?: Id<'importJob'>;
}

/** The outcome of the last review. */
export interface Review {
  readonly outcome: 'approved' | 'rejected';
  readonly reasons: readonly ReviewReason[];
  readonly comment: string;
  readonly at: Instant;
}

export const steps = {
  edit: { from: ['draft', 'off-shelf'], to: 'draft' },
  submit: { from: ['draft'], to: 'in-review' },
  approve: { from: ['in-review'], to: 'on-sale' },
  approveForLater: { from: ['in-review'], to: 'off-shelf' },
  reject: { from: ['in-review'], to: 'draft' },
  takeOff: { from: ['on-sale'], to: 'off-shelf' },
  putBack: { from: ['off-shelf'], to: 'on-sale' },
  archive: { from: ['draft', 'off-shelf'], to: 'archived' },
} as const satisfies Steps<ListingState>;

/** The shop that a listing is made for. */
export interface Shop {
  readonly id: MerchantId;
  readonly currency: Money['currency'];
}

/**
 * Starts a draft.
 * @throws Problem category-unknown, attribute-invalid, currency-foreign
 */
export const createListing = (
  { id: listingId, content, skus, shop, category, importId }: {
    id: ListingId;
    content: Omit<ListingContent, 'skus'>;
    skus: readonly Sku[];
    shop: Shop;
    category: Category | undefined;
    importId?: Id<'importJob'>;
  },
  now: Instant,
): Change<Listing> => {
  checkContent(content, skus, shop, category);
  return created<Listing>(
    {
      ...content,
      id: listingId,
      merchantId: shop.id,
      state: 'draft',
      skus,
      createdAt: now,
      updatedAt: now,
      ...(importId && { importId }),
    },
    listingCreated({ listingId, merchantId: shop.id, title: content.title, at: now }),
  );
};

/** What is not said anew is not said any more. */
export const withoutOptional = {
  description: undefined,
  tags: undefined,
  permit: undefined,
  packaging: undefined,
  madeToOrder: undefined,
  video: undefined,
} satisfies Partial<
  Listing
>;

/**
 * Replaces the content. What was on sale before needs another review. A SKU keeps its id as long as it keeps its code.
 * @throws Problem illegal-step while in review, on sale or archived; category-unknown, attribute-invalid,
 * currency-foreign
 */
export const editListing = (
  listing: Listing,
  { skus, ...content }: ListingContent,
  shop: Shop,
  category: Category | undefined,
  { now, newId }: { now: Instant; newId: NewId },
): Change<Listing> => {
  checkContent(content, skus, shop, category);
  const old = new Map(listing.skus.map((sku) => [codeKey(sku.code), sku.id]));
  const kept = skus.map((sku) => ({ ...sku, id: old.get(codeKey(sku.code)) ?? newId('sku') }));
  return move(
    steps,
    listing,
    'edit',
    { ...withoutOptional, ...content, skus: kept, updatedAt: now },
    listingEdited(tale(listing, now)),
  );
};

/**
 * Hands a draft to the reviewers.
 * @throws Problem illegal-step, category-unknown, attribute-invalid, listing-incomplete, listing-unfit
 */
export const submit = (listing: Listing, basis: ChecksBasis, now: Instant): Change<Listing> => {
  mustBeReviewable(listing, basis);
  return move(
    steps,
    listing,
    'submit',
    { submittedAt: now, updatedAt: now },
    listingSubmitted(tale(listing, now)),
  );
};

/** Whether a person can be asked to look at it. @throws Problem category-unknown, attribute-invalid, listing-incomplete, listing-unfit */
export const mustBeReviewable = (content: Listing, basis: ChecksBasis): void => {
  checkAttributes(mustBeLeaf(basis.category).attributes, content.attributes, true);
  const faults = missing(content);
  if (faults.length) throw new Problem('listing-incomplete', undefined, faults);
  const errors = checksOf(content, basis).checks.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new Problem(
    'listing-unfit',
    undefined,
    errors.map(({ field, advice }) => ({ path: field, message: advice.en })),
  );
};

/** Only what was looked at is judged. @throws Problem conflict when it has been sent back and submitted anew since */
const asSeen = (listing: Listing, submittedAt: Instant): Listing => {
  if (listing.state === 'in-review' && listing.submittedAt !== submittedAt) {
    throw new Problem('conflict', `It was submitted again at ${listing.submittedAt}`);
  }
  return listing;
};

/**
 * Puts the submission that was looked at on sale, at the prices that were reviewed; at once, or when its shop has planned.
 * @throws Problem illegal-step, conflict
 */
export const approve = (
  listing: Listing,
  { submittedAt, comment }: { submittedAt: Instant; comment: string },
  now: Instant,
): Change<Listing> => {
  const later = (listing.shelfPlan?.from ?? now) > now;
  return move(steps, asSeen(listing, submittedAt), later ? 'approveForLater' : 'approve', {
    review: { outcome: 'approved', reasons: [], comment, at: now },
    skus: listing.skus.map((sku) => ({ ...sku, reviewedPrice: sku.price })),
    ...(!later && { onSaleSince: listing.onSaleSince ?? now }),
    updatedAt: now,
  }, listingApproved({ ...tale(listing, now), comment }));
};

/** Sends the submission that was looked at back to its merchant. @throws Problem illegal-step, conflict */
export const reject = (
  listing: Listing,
  { submittedAt, reasons, comment }: { submittedAt: Instant; reasons: readonly ReviewReason[]; comment: string },
  now: Instant,
): Change<Listing> =>
  move(
    steps,
    asSeen(listing, submittedAt),
    'reject',
    { review: { outcome: 'rejected', reasons, comment, at: now }, updatedAt: now },
    listingRejected({ ...tale(listing, now), reasons: [...reasons], comment }),
  );

/** @throws Problem illegal-step */
export const takeOff = (listing: Listing, now: Instant): Change<Listing> =>
  move(steps, listing, 'takeOff', { updatedAt: now }, listingTakenOff(tale(listing, now)));

/** Whether what wants a permit has none any more. */
export const isExpired = (permit: Listing['permit'], now: Instant): boolean =>
  permit !== undefined && permit.expiresAt <= now;

/** Puts a listing that has not been edited since it was approved on sale. @throws Problem illegal-step, permit-expired */
export const putBack = (listing: Listing, now: Instant): Change<Listing> => {
  if (isExpired(listing.permit, now)) throw new Problem('permit-expired');
  return move(
    steps,
    listing,
    'putBack',
    { onSaleSince: listing.onSaleSince ?? now, updatedAt: now },
    listingPutBack(tale(listing, now)),
  );
};

/** For good. Its SKU codes can be used again. @throws Problem illegal-step, also while it has a revision */
export const archive = (listing: Listing, now: Instant): Change<Listing> => {
  if (listing.revision) throw new Problem('illegal-step', 'Withdraw its revision first');
  return move(steps, listing, 'archive', { updatedAt: now }, listingArchived(tale(listing, now)));
};

/**
 * Changes the price of one SKU of a listing that is on sale: at once, or from a moment on, in place of what was to hold
 * from another.
 * @throws Problem illegal-step, not-found, currency-foreign, price-beyond-bounds (off the shelf, any price can be
 * reviewed), begins-too-early
 */
export const changePrice = (
  listing: Listing,
  { skuId, price, from }: { skuId: SkuId; price: Money; from?: Instant | undefined },
  bounds: LivePrices,
  now: Instant,
): Change<Listing> => {
  const sku = skuOf(listing, listing.merchantId, skuId);
  if (listing.state !== 'on-sale') {
    throw new Problem('illegal-step', `changePrice is not possible while ${listing.state}`);
  }
  if (price.currency !== sku.price.currency) {
    throw new Problem('currency-foreign', `The shop trades in ${sku.price.currency}`);
  }
  const reviewed = (sku.reviewedPrice ?? sku.price).amount;
  const [lowest, highest] = [
    Math.ceil((reviewed * bounds.lowest) / 10_000),
    Math.floor((reviewed * bounds.highest) / 10_000),
  ];
  if (price.amount < lowest || price.amount > highest) {
    throw new Problem('price-beyond-bounds', `From ${lowest} to ${highest} without another review`);
  }
  if (from === undefined) return priced(listing, sku, { price }, now);
  if (from <= now) throw new Problem('begins-too-early', 'A price cannot begin in the past');
  return withSku(
    listing,
    sku,
    { nextPrice: { price, from } },
    now,
    listingPriceScheduled({
      ...tale(listing, now),
      skuId,
      from: sku.price,
      to: price,
      begins: from,
    }),
  );
};

/**
 * The price that was decided for this moment holds. Nothing is to be done when it was withdrawn, or another has taken
 * its place. Off the shelf it holds as well: what was not edited comes back without another review.
 */
export const beginPrice = (
  listing: Listing,
  skuId: SkuId,
  from: Instant,
  now: Instant,
): Change<Listing> | undefined => {
  const sku = listing.skus.find(({ id }) => id === skuId);
  if (sku?.nextPrice?.from !== from || listing.state === 'archived') return undefined;
  return priced(listing, sku, { price: sku.nextPrice.price, nextPrice: undefined }, now);
};

/** The price stays as it is. @throws Problem not-found, when none is to follow it */
export const withdrawPrice = (listing: Listing, skuId: SkuId, now: Instant): Change<Listing> => {
  const sku = skuOf(listing, listing.merchantId, skuId);
  if (!sku.nextPrice) throw new Problem('not-found');
  const { price: to, from: begins } = sku.nextPrice;
  return withSku(
    listing,
    sku,
    { nextPrice: undefined },
    now,
    listingPriceWithdrawn({ ...tale(listing, now), skuId, from: sku.price, to, begins }),
  );
};

const withSku = (listing: Listing, sku: Sku, fields: Partial<Sku>, now: Instant, fact: Fact): Change<Listing> =>
  changed<Listing>(
    listing,
    { skus: listing.skus.map((one) => (one === sku ? { ...one, ...fields } : one)), updatedAt: now },
    fact,
  );

const priced = (
  listing: Listing,
  sku: Sku,
  fields: Pick<Sku, 'price'> & Partial<Sku>,
  now: Instant,
): Change<Listing> =>
  withSku(
    listing,
    sku,
    fields,
    now,
    listingPriceChanged({ ...tale(listing, now), skuId: sku.id, from: sku.price, to: fields.price }),
  );

/** The listing, if it is this shop's. @throws Problem not-found */
export const mustBeOf = (listing: Listing, merchantId: MerchantId): Listing => {
  if (listing.merchantId !== merchantId) throw new Problem('not-found');
  return listing;
};

/** One SKU of a listing, if both are this shop's. @throws Problem not-found */
export const skuOf = (listing: Listing, merchantId: MerchantId, skuId: SkuId): Sku => {
  const sku = mustBeOf(listing, merchantId).skus.find(({ id }) => id === skuId);
  if (!sku) throw new Problem('not-found');
  return sku;
};

/** Whether a shop can say this of its goods. @throws Problem category-unknown, attribute-invalid, currency-foreign */
export const checkContent = (
  content: Omit<ListingContent, 'skus'>,
  skus: readonly SkuContent[],
  shop: Shop,
  category: Category | undefined,
): void => {
  checkAttributes(mustBeLeaf(category).attributes, content.attributes, false);
  const foreign = [
    ...skus.flatMap(({ price }, i) => (price.currency === shop.currency ? [] : [`skus[${i}].price.currency`])),
    ...foreignSurcharges(content.madeToOrder, shop.currency),
  ];
  if (foreign.length) {
    throw new Problem(
      'currency-foreign',
      `The shop trades in ${shop.currency}`,
      foreign.map((path) => ({ path, message: `must be ${shop.currency}` })),
    );
  }
};

const missing = ({ description, skus }: Listing): Fault[] => [
  ...(description ? [] : [{ path: 'description', message: 'is required' }]),
  ...(skus.length ? [] : [{ path: 'skus', message: 'at least one is required' }]),
  ...indistinct(skus).map(({ place, message }) => ({ path: `skus[${place}].specs`, message })),
];

/** What every event of a listing carries. */
export const tale = (
  { id: listingId, merchantId, title }: Listing,
  at: Instant,
): { listingId: ListingId; merchantId: MerchantId; title: LocalText; at: Instant } => ({
  listingId,
  merchantId,
  title,
  at,
});
