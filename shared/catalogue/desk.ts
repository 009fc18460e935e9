import * as z from 'zod';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { localText } from '../kernel/values/text.ts';
import { CategoryId } from './category.ts';
import type { Listing } from './listing.ts';

export const listingReviewDesk = desk('listing-reviews', {
  summary: 'Listings that wait for their review before they can be on sale, and revisions of those that are.',
  roles: ['reviewer', 'operator', 'admin'],
  shows: z.object({ title: localText(200), merchantId: MerchantId, categoryId: CategoryId }),
  sample: {
    title: { en: 'Clay pot', zh: '陶罐' },
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    categoryId: 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  },
  clock: { firstAnswer: 'P2D', resolution: 'P7D' },
  escalate: 'admin',
  actions: ['catalogue/approve-listing', 'catalogue/reject-listing'],
});

export const listingWaits = waitsAt(
  listingReviewDesk,
  ({ state, submittedAt, revision, title, merchantId, categoryId }: Listing) => {
    const shows = { title, merchantId, categoryId };
    if (state === 'in-review') return { since: submittedAt!, shows };
    return revision?.state === 'in-review' ? { since: revision.submittedAt!, shows } : undefined;
  },
);
