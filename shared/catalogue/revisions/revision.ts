import type { Change, Steps } from '../../kernel/store/change.ts';
import { changed } from '../../kernel/store/change.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { NewId } from '../../kernel/values/ids.ts';
import type { Money } from '../../kernel/values/money.ts';
import type { Category } from '../category.ts';
import type { ChecksBasis } from '../checks/checks.ts';
import { codeKey, type ListingContent, type Sku } from '../content.ts';
import {
  listingApproved,
  listingEdited,
  listingRejected,
  listingRevisionWithdrawn,
  listingSubmitted,
} from '../events.ts';
import {
  checkContent,
  editListing,
  mustBeReviewable,
  tale,
  withoutOptional,
  type Listing,
  type Shop,
} from '../listing.ts';
import type { ReviewReason } from '../review.ts';
import { contentOf, submissionChanges, type SubmissionChange } from '../submission-changes.ts';

/**
 * What a listing is to become that is on sale as it is, until a reviewer has approved it. It lies beside the listing, which
 * says how far it is, and is written with it: the listing's version guards both.
 */
export interface Revision extends Omit<ListingContent, 'skus'> {
  readonly skus: readonly RevisedSku[];
}
/** `priceBefore`: what it cost when it was revised; none for a new one. */
type RevisedSku = Sku & { readonly priceBefore?: Money };

/** How far a revision is; `none` while a listing is as it was approved. */
export const revisionSteps = {
  revise: { from: ['none', 'draft'], to: 'draft' },
  submit: { from: ['draft'], to: 'in-review' },
  approve: { from: ['in-review'], to: 'none' },
  reject: { from: ['in-review'], to: 'draft' },
  withdraw: { from: ['draft', 'in-review'], to: 'none' },
} as const satisfies Steps<'none' | 'draft' | 'in-review'>;

/** The listing as its revision would have it. */
export const asRevised = (listing: Listing, { skus, ...content }: Revision): Listing => ({
  ...listing,
  ...withoutOptional,
  ...content,
  skus,
});

/** Writes of the transaction that approves a revision: each new SKU is one, each that goes two. Above, it would not fit. */
const mostWrites = 85;

/**
 * What a merchant writes anew of a listing: a draft, or one that is off the shelf, becomes a draft. On sale it stays as it
 * is, and what buyers would judge otherwise becomes a revision, to be reviewed; the rest (days until it ships, weights and
 * sizes) holds at once.
 * @throws Problem illegal-step while it, or its revision, is in review; category-unknown, attribute-invalid,
 * currency-foreign, too-much-at-once
 */
export const rewrite = (
  listing: Listing,
  content: ListingContent,
  shop: Shop,
  category: Category | undefined,
  given: { readonly now: Instant; readonly newId: NewId },
): { readonly change: Change<Listing>; readonly revision?: Revision } => {
  if (listing.state !== 'on-sale' && !listing.revision) {
    return { change: editListing(listing, content, shop, category, given) };
  }
  checkContent(content, content.skus, shop, category);
  const { now, newId } = given;
  const live = new Map(listing.skus.map((sku) => [codeKey(sku.code), sku]));
  const { skus, ...rest } = content;
  const revision: Revision = {
    ...rest,
    skus: skus.map((sku) => {
      const { id = newId('sku'), price: priceBefore } = live.get(codeKey(sku.code)) ?? {};
      return { ...sku, id, ...(priceBefore && { priceBefore }) };
    }),
  };
  const changes = submissionChanges(contentOf(listing), contentOf(revision));
  if (!listing.revision && changes.every(isImmaterial)) return { change: applied(listing, revision, now) };
  const gone = listing.skus.filter(({ id }) => !revision.skus.some((sku) => sku.id === id));
  if (revision.skus.length + 2 * gone.length > mostWrites) {
    throw new Problem('too-much-at-once', 'Fewer SKUs can come and go in one revision');
  }
  return { change: step(listing, 'revise', now, { state: 'draft' }, listingEdited(tale(listing, now))), revision };
};

/** What says nothing of the goods. */
const isImmaterial = ({ sku, field }: SubmissionChange): boolean =>
  sku === undefined ? field === 'shipsWithinDays' : field === 'weight' || field.startsWith('size');

const applied = (listing: Listing, revision: Revision, now: Instant): Change<Listing> =>
  changed<Listing>(listing, {
    shipsWithinDays: revision.shipsWithinDays,
    skus: listing.skus.map((sku) => {
      const { weight, size } = revision.skus.find(({ id }) => id === sku.id)!;
      return { ...sku, weight, size };
    }),
    updatedAt: now,
  }, listingEdited(tale(listing, now)));

/**
 * Hands a revision to the reviewers.
 * @throws Problem illegal-step, category-unknown, attribute-invalid, listing-incomplete, listing-unfit
 */
export const submitRevision = (
  listing: Listing,
  revision: Revision,
  basis: ChecksBasis,
  now: Instant,
): Change<Listing> => {
  mustBeReviewable(asRevised(listing, revision), basis);
  return step(listing, 'submit', now, { state: 'in-review', submittedAt: now }, listingSubmitted(tale(listing, now)));
};

/**
 * The listing becomes what its revision says, on sale or off the shelf as it is. A price that the revision left alone is
 * that of the listing, which may have moved since.
 * @throws Problem illegal-step, conflict when it was submitted again since it was looked at
 */
export const approveRevision = (
  listing: Listing,
  revision: Revision,
  { submittedAt, comment }: { readonly submittedAt: Instant; readonly comment: string },
  now: Instant,
): Change<Listing> => {
  const seen = asSeen(listing, submittedAt);
  const live = new Map(listing.skus.map((sku) => [sku.id, sku]));
  const skus = revision.skus.map(({ priceBefore, ...sku }): Sku => {
    const before = live.get(sku.id);
    if (!before || priceBefore?.amount !== sku.price.amount) return { ...sku, reviewedPrice: sku.price };
    const { price, reviewedPrice, nextPrice } = before;
    return { ...sku, price, ...(reviewedPrice && { reviewedPrice }), ...(nextPrice && { nextPrice }) };
  });
  return step(seen, 'approve', now, undefined, listingApproved({ ...tale(seen, now), comment }), {
    ...withoutOptional,
    ...revision,
    skus,
    review: { outcome: 'approved', reasons: [], comment, at: now },
  });
};

/** Sends a revision back to its merchant; what is on sale stays. @throws Problem illegal-step, conflict */
export const rejectRevision = (
  listing: Listing,
  { submittedAt, reasons, comment }: {
    readonly submittedAt: Instant;
    readonly reasons: readonly ReviewReason[];
    readonly comment: string;
  },
  now: Instant,
): Change<Listing> => {
  const seen = asSeen(listing, submittedAt);
  const fact = listingRejected({ ...tale(seen, now), reasons: [...reasons], comment });
  return step(seen, 'reject', now, { state: 'draft' }, fact, {
    review: { outcome: 'rejected', reasons, comment, at: now },
  });
};

/** The listing stays as it is. @throws Problem not-found when nothing is to become of it */
export const withdrawRevision = (listing: Listing, now: Instant): Change<Listing> => {
  if (!listing.revision) throw new Problem('not-found');
  return step(listing, 'withdraw', now, undefined, listingRevisionWithdrawn(tale(listing, now)));
};

const asSeen = (listing: Listing, submittedAt: Instant): Listing => {
  const { revision } = listing;
  if (revision?.state === 'in-review' && revision.submittedAt !== submittedAt) {
    throw new Problem('conflict', `It was submitted again at ${revision.submittedAt}`);
  }
  return listing;
};

const step = (
  listing: Listing,
  name: keyof typeof revisionSteps,
  now: Instant,
  revision: Listing['revision'],
  fact: Parameters<typeof changed<Listing>>[2],
  fields: Partial<Listing> = {},
): Change<Listing> => {
  const state = listing.revision?.state ?? 'none';
  if (!(revisionSteps[name].from as readonly string[]).includes(state)) {
    throw new Problem('illegal-step', `${name} is not possible while the revision is ${state}`);
  }
  return changed<Listing>(listing, { ...fields, revision, updatedAt: now }, fact!);
};
