import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { namesOf, type DataOf, type Envelope } from '../kernel/events.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { Price } from '../kernel/values/money.ts';
import { localText } from '../kernel/values/text.ts';
import { CategoryId } from './category.ts';
import { ImageId, ListingContent, NextPrice, SalePrice, SkuContent, SkuId, VideoId } from './content.ts';
import {
  listingApproved,
  listingArchived,
  listingCameOff,
  listingCreated,
  listingEdited,
  listingPriceChanged,
  listingPriceScheduled,
  listingPriceWithdrawn,
  listingPutBack,
  listingRejected,
  listingRevisionWithdrawn,
  listingShelfPlanned,
  listingSubmitted,
  listingTakenOff,
} from './events.ts';
import { ListingId, ListingState, type Listing } from './listing.ts';
import { PictureView, pictureView, videoAddress } from './pictures/picture-view.ts';
import { ReviewReason } from './review.ts';
import type { Revision } from './revisions/revision.ts';
import { ShelfPlan } from './shelf/shelf-plan.ts';
import type { ListingEntry } from './store.ts';
import { contentOf, SubmissionChange, submissionChanges } from './submission-changes.ts';

/** How far what a listing on sale is to become is. */
const RevisionState = z.enum(['draft', 'in-review']);

/** The answer to every command on a listing. */
export const ListingReceipt = z.object({
  listingId: ListingId,
  state: ListingState,
  version: z.int(),
  submittedAt: Instant.optional().meta({ description: 'Of what is reviewed next: the listing, or its revision' }),
  revision: RevisionState.optional().meta({
    description: 'How far what it is to become is, while it is on sale as it is',
  }),
  skus: z.array(z.object({ skuId: SkuId, code: z.string(), price: SalePrice, nextPrice: NextPrice.optional() })),
}).meta({ id: 'ListingReceipt' });

export const receiptOf = (
  { id, state, version, submittedAt, revision, skus }: Listing,
): z.input<typeof ListingReceipt> => ({
  listingId: id,
  state,
  version,
  submittedAt: revision ? revision.submittedAt : submittedAt,
  revision: revision?.state,
  skus: skus.map(({ id: skuId, code, price, nextPrice }) => ({ skuId, code, price, nextPrice })),
});

/** What the shop and the reviewers see of a listing. */
export const ListingView = z.object({
  ...ListingContent.shape,
  listingId: ListingId,
  merchantId: MerchantId,
  state: ListingState,
  version: z.int(),
  images: z.array(z.object({ imageId: ImageId, picture: PictureView })),
  video: z.object({ videoId: VideoId, film: z.string() }).optional(),
  skus: z.array(z.object({ ...SkuContent.shape, skuId: SkuId, nextPrice: NextPrice.optional() })),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  submittedAt: Instant.optional(),
  shelfPlan: ShelfPlan.optional(),
  review: z.object({
    outcome: z.enum(['approved', 'rejected']),
    reasons: z.array(ReviewReason),
    comment: z.string(),
    at: z.iso.datetime(),
  }).optional(),
}).meta({ id: 'ListingView' });

/** What a listing on sale is to become, as its shop sees it. */
export const RevisionView = z.object({
  state: RevisionState,
  submittedAt: Instant.optional(),
  changes: z.array(SubmissionChange).meta({ description: 'In what it differs from what is on sale' }),
  content: ListingContent,
}).meta({ id: 'RevisionView' });

export const revisionView = (listing: Listing, revision: Revision): z.input<typeof RevisionView> => {
  const content = contentOf(revision);
  return {
    state: listing.revision!.state,
    submittedAt: listing.revision!.submittedAt,
    changes: submissionChanges(contentOf(listing), content),
    content: { ...content, skus: [...content.skus] },
  };
};

export const listingView = (
  { id, skus, images, video, review, revision: _, ...listing }: Listing,
): z.input<typeof ListingView> => ({
  ...listing,
  listingId: id,
  images: images.map((imageId) => ({ imageId, picture: pictureView(listing.merchantId, imageId) })),
  ...(video && { video: { videoId: video, film: videoAddress(listing.merchantId, video) } }),
  skus: skus.map((sku) => ({ ...sku, skuId: sku.id })),
  ...(review && { review: { ...review, reasons: [...review.reasons] } }),
});

/** A row of a list of listings. */
export const ListingRow = z.object({
  listingId: ListingId,
  merchantId: MerchantId,
  categoryId: CategoryId,
  title: localText(255),
  image: PictureView.optional(),
  state: ListingState,
  revision: RevisionState.optional(),
  submittedAt: Instant.optional(),
  updatedAt: z.iso.datetime(),
});

export const rowOf = (
  { id, merchantId, categoryId, title, image, state, submittedAt, updatedAt, revision }: ListingEntry,
): z.input<typeof ListingRow> => ({
  listingId: id,
  merchantId,
  categoryId,
  title,
  ...(image && { image: pictureView(merchantId, image) }),
  state,
  revision: revision?.state,
  submittedAt,
  updatedAt,
});

/** One thing that happened to a listing. */
export const HistoryEntry = z.object({
  type: namesOf(
    listingCreated,
    listingEdited,
    listingSubmitted,
    listingApproved,
    listingRejected,
    listingRevisionWithdrawn,
    listingTakenOff,
    listingCameOff,
    listingShelfPlanned,
    listingPutBack,
    listingArchived,
    listingPriceChanged,
    listingPriceScheduled,
    listingPriceWithdrawn,
  ),
  at: z.iso.datetime(),
  comment: z.string().optional(),
  reasons: z.array(ReviewReason).optional(),
  price: z.object({ skuId: SkuId, from: Price, to: Price, begins: Instant.optional() }).optional().meta({
    description: '`begins`: when it was to change, where that was not at once',
  }),
});

export const historyEntry = ({ type, occurredAt, data }: Envelope): z.input<typeof HistoryEntry> => {
  const { skuId, from, to, begins, comment, reasons } = data as Partial<
    DataOf<typeof listingPriceScheduled> & DataOf<typeof listingRejected>
  >;
  return { type, at: occurredAt, comment, reasons, ...(skuId && from && to && { price: { skuId, from, to, begins } }) };
};
