import * as z from 'zod';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { localText } from '../kernel/values/text.ts';
import { CategoryId } from './category.ts';
import type { Ad } from './ads/ad.ts';
import { AdKind } from './events.ts';
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

export const adReviewDesk = desk('ad-reviews', {
  summary: 'Ads of people that wait to be seen before they are shown, and those that several have reported.',
  roles: ['reviewer', 'operator', 'admin'],
  shows: z.object({ kind: AdKind, title: z.string(), reports: z.int() }),
  sample: { kind: 'offer', title: 'A bicycle', reports: 0 },
  clock: { firstAnswer: 'P1D', resolution: 'P3D' },
  escalate: 'admin',
  actions: ['catalogue/approve-ad', 'catalogue/reject-ad'],
});

export const adWaits = waitsAt(
  adReviewDesk,
  ({ state, submittedAt, kind, title, reports }: Ad) =>
    state === 'in-review' ? { since: submittedAt, shows: { kind, title, reports: reports.length } } : undefined,
);
