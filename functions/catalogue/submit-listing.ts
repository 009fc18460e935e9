import * as z from 'zod';
import { listingSubmitted } from '../../shared/catalogue/events.ts';
import { ListingId, mustBeOf, submit } from '../../shared/catalogue/listing.ts';
import { ListingReceipt, receiptOf } from '../../shared/catalogue/listing-view.ts';
import { listingReviews } from '../../shared/catalogue/rulebooks.ts';
import { categories, listings } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { after } from '../../shared/kernel/clock.ts';
import { due } from '../../shared/kernel/due.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { merchants, mustBeActive } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Hands a draft to the reviewers.',
  route: 'POST /v1/listings/{listingId}/submission',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingReceipt },
  problems: [
    'no-shop',
    'merchant-not-approved',
    'not-found',
    'illegal-step',
    'category-unknown',
    'attribute-invalid',
    'listing-incomplete',
  ],
  touches: [merchants.need, listings.need, listingReviews.current, categories.get, listings.save, due.set],
  emits: [listingSubmitted],
}, async ({ input: { listingId }, caller, now, commit }) => {
  const [shop, listing, { remindAfter }] = await Promise.all([
    merchants.need(await shopOf(caller)),
    listings.need(listingId),
    listingReviews.current(now),
  ]);
  mustBeActive(shop);
  const change = submit(mustBeOf(listing, shop.id), await categories.get(listing.categoryId), now);
  return commit({
    writes: [
      listings.save(change),
      due.set(after(now, remindAfter), 'catalogue/remind-of-review', { listingId, submittedAt: now }),
    ],
    answer: receiptOf(change.after),
  });
});
