import * as z from 'zod';
import { listingReviewOverdue } from '../../shared/catalogue/events.ts';
import { ListingId, remind } from '../../shared/catalogue/listing.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { Instant } from '../../shared/kernel/clock.ts';
import { deadline } from '../../shared/kernel/deadline.ts';

export const { contract, handler } = deadline(
  {
    summary: 'Tells that a listing has waited too long for its review.',
    payload: z.strictObject({ listingId: ListingId, submittedAt: Instant }),
    final: ['illegal-step'],
    touches: [listings.need, listings.save],
    emits: [listingReviewOverdue],
  },
  async ({ payload: { listingId, submittedAt }, now, commit }) =>
    commit({ writes: [listings.save(remind(await listings.need(listingId), submittedAt, now))] }),
);
