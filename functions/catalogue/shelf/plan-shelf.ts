import { listingShelfPlanned } from '../../../shared/catalogue/events.ts';
import { ListingReceipt, receiptOf } from '../../../shared/catalogue/listing-view.ts';
import { ListingId, mustBeOf } from '../../../shared/catalogue/listing.ts';
import { planShelf, ShelfPlan, timesOf } from '../../../shared/catalogue/shelf/shelf-plan.ts';
import { listings } from '../../../shared/catalogue/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { due } from '../../../shared/kernel/store/due.ts';

export const { contract, handler } = endpoint({
  summary:
    'Says when a listing goes on sale and comes off by itself: at a time, and when nothing is left of it. It takes the place of what was said before.',
  route: 'PUT /v1/listings/{listingId}/shelf-plan',
  audience: 'merchant',
  callers: ['merchant'],
  input: ShelfPlan.extend({ listingId: ListingId }).strict().refine(
    ({ from, until }) => from === undefined || until === undefined || from < until,
    { path: ['until'], message: 'must be after it begins' },
  ),
  answer: { 200: ListingReceipt },
  problems: ['no-shop', 'not-found', 'illegal-step', 'begins-too-early'],
  touches: [listings.need, listings.save, due.set],
  emits: [listingShelfPlanned],
}, async ({ input: { listingId, ...plan }, caller, now, commit }) => {
  const change = planShelf(mustBeOf(await listings.need(listingId), await shopOf(caller)), plan, now);
  return commit({
    writes: [
      listings.save(change),
      ...timesOf(change.after, now).map((at) => due.set(at, 'catalogue/turn-shelf', { listingId })),
    ],
    answer: receiptOf(change.after),
  });
});
